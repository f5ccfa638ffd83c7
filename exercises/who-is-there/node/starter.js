const { readFileSync } = require("node:fs");
const { WebSocketServer } = require("ws");

// Who belongs to which room: { "general": ["ann", "bob"] }
const members = JSON.parse(readFileSync("rooms.json", "utf8"));

const wss = new WebSocketServer({ port: Number(process.env.PORT) });

wss.on("connection", (socket, request) => {
  const token = new URL(request.url, "http://localhost").searchParams.get("token");
  socket.on("message", (data) => {
  });
});
