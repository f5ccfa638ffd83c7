const { readFileSync } = require("node:fs");
const jwt = require("jsonwebtoken");
const { Server } = require("socket.io");

const members = new Map(Object.entries(JSON.parse(readFileSync("rooms.json", "utf8"))));
const io = new Server(Number(process.env.PORT), {
  allowRequest: ({ headers }, done) => done(null, !headers.origin || headers.origin === "http://localhost:3000"),
});

io.use((socket, next) => {
  try {
    const { sub } = jwt.verify(socket.handshake.auth.token, process.env.JWT_SECRET, { algorithms: ["HS256"] });
    socket.data.user = sub;
    next();
  } catch {
    next(new Error("unauthorized"));
  }
});

async function users(room) {
  const sockets = await io.in(room).fetchSockets();
  return [...new Set(sockets.map((socket) => socket.data.user))].sort();
}

io.on("connection", (socket) => {
  const { user } = socket.data;
  const forbidden = () => socket.emit("error", { code: "forbidden" });

  socket.on("join", async ({ room }) => {
    if (!members.get(room)?.includes(user)) return forbidden();
    const before = await users(room);
    socket.join(room);
    const now = await users(room);
    const told = before.includes(user) ? socket : io.in(room);
    told.emit("presence", { room, users: now });
  });

  socket.on("say", ({ room, text }) => {
    if (!socket.rooms.has(room) || !members.has(room)) return forbidden();
    io.in(room).emit("said", { room, user, text });
  });

  socket.on("disconnecting", () => {
    for (const room of socket.rooms) {
      if (!members.has(room)) continue;
      setImmediate(async () => {
        const now = await users(room);
        if (!now.includes(user)) io.in(room).emit("presence", { room, users: now });
      });
    }
  });
});
