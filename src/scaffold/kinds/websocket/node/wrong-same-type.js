const { WebSocketServer } = require("ws");

const wss = new WebSocketServer({ port: Number(process.env.PORT) });

wss.on("connection", (socket) => {
  socket.send(JSON.stringify({ type: "welcome" }));
  socket.on("message", (data) => {
    socket.send(data.toString());
  });
});
