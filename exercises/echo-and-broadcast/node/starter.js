const { WebSocketServer } = require("ws");

const wss = new WebSocketServer({ port: Number(process.env.PORT) });

// Sends a message to everybody who is connected.
function broadcast(message) {
}

wss.on("connection", (socket) => {
  // Tell everybody.

  socket.on("message", (data) => {
    // Read it, check it, answer this client.
  });

  socket.on("close", () => {
    // Tell those who are still here.
  });
});
