import { createServer } from "node:http";
import { WebSocketServer, WebSocket } from "ws";

class Room {
  #sockets = new Set();

  enter(socket) {
    this.#sockets.add(socket);
    this.tell({ type: "joined", count: this.#sockets.size });
    socket.on("close", () => {
      this.#sockets.delete(socket);
      this.tell({ type: "left", count: this.#sockets.size });
    });
  }

  tell(message) {
    this.#sockets.forEach((socket) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    });
  }
}

const room = new Room();
const server = createServer();
const wss = new WebSocketServer({ server, maxPayload: 1e6 });

wss.on("connection", (socket) => {
  let count = 0;
  socket.on("error", console.error);
  socket.on("message", (data) => {
    let message;
    try {
      message = JSON.parse(String(data));
    } catch {
      message = null;
    }
    const answer =
      message && message.type === "say" && typeof message.text === "string"
        ? { type: "echo", seq: ++count, text: message.text }
        : { type: "error" };
    socket.send(JSON.stringify(answer));
  });
  room.enter(socket);
});

server.listen(process.env.PORT);
