const { WebSocketServer } = require("ws");

const wss = new WebSocketServer({ port: Number(process.env.PORT) });

wss.on("connection", (socket) => {
  socket.on("message", (data) => {
    const { text } = JSON.parse(data);
    socket.send(JSON.stringify({ type: "echo", text }));
  });
});
