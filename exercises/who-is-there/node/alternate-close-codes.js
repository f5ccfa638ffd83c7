import { createHmac, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { WebSocketServer } from "ws";

const allowed = JSON.parse(readFileSync("rooms.json", "utf8"));
const connections = new Map(); // socket -> { user, rooms }

function verify(token) {
  const [head, body, signature] = String(token).split(".");
  if (!signature) return null;
  const ours = createHmac("sha256", process.env.JWT_SECRET).update(`${head}.${body}`).digest();
  const theirs = Buffer.from(signature, "base64url");
  if (ours.length !== theirs.length || !timingSafeEqual(ours, theirs)) return null;
  const { alg } = JSON.parse(Buffer.from(head, "base64url"));
  const { sub, exp } = JSON.parse(Buffer.from(body, "base64url"));
  return alg === "HS256" && exp > Date.now() / 1000 ? sub : null;
}

const inRoom = (room) => [...connections].filter(([, one]) => one.rooms.has(room));
const names = (room) => [...new Set(inRoom(room).map(([, { user }]) => user))].sort();
const tell = (socket, message) => socket.send(JSON.stringify(message));

const server = createServer((req, res) => res.writeHead(404).end());
const wss = new WebSocketServer({ server });

wss.on("connection", (socket, req) => {
  const { origin } = req.headers;
  if (origin !== undefined && origin !== "http://localhost:3000") return socket.close(4403);
  const user = verify(new URLSearchParams(req.url.split("?")[1]).get("token"));
  if (user === null) return socket.close(4401, "log in first");
  const own = { user, rooms: new Set() };
  connections.set(socket, own);

  socket.on("message", (data) => {
    let message;
    try {
      message = JSON.parse(data) ?? {};
    } catch {
      message = {};
    }
    const { type, room, text } = message;
    if (type === "join" && Object.keys(allowed).includes(room) && allowed[room].includes(user)) {
      const before = names(room);
      own.rooms.add(room);
      const users = names(room);
      for (const [other] of inRoom(room)) {
        if (other === socket || before.length !== users.length) tell(other, { type: "presence", room, users });
      }
    } else if (type === "say" && own.rooms.has(room)) {
      inRoom(room).forEach(([other]) => tell(other, { type: "said", room, user, text }));
    } else {
      tell(socket, { type: "error", code: "forbidden" });
    }
  });

  socket.on("close", () => {
    connections.delete(socket);
    for (const room of own.rooms) {
      const users = names(room);
      if (!users.includes(user)) inRoom(room).forEach(([other]) => tell(other, { type: "presence", room, users }));
    }
  });
});

server.listen(Number(process.env.PORT));
