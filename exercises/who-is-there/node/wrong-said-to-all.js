const { readFileSync } = require("node:fs");
const jwt = require("jsonwebtoken");
const { WebSocketServer } = require("ws");

const OUR_PAGE = "http://localhost:3000";

const members = new Map(Object.entries(JSON.parse(readFileSync("rooms.json", "utf8"))));
const rooms = new Map([...members.keys()].map((room) => [room, new Set()]));

// The user of a token; throws if it is not good.
function userOf(request) {
  const token = new URL(request.url, "http://localhost").searchParams.get("token");
  return jwt.verify(token, process.env.JWT_SECRET, { algorithms: ["HS256"] }).sub;
}

function verifyClient({ req, origin }, done) {
  if (origin && origin !== OUR_PAGE) return done(false, 403);
  try {
    req.user = userOf(req);
    done(true);
  } catch {
    done(false, 401);
  }
}

const send = (socket, message) => socket.send(JSON.stringify(message));
const usersIn = (room) => [...new Set([...rooms.get(room)].map((socket) => socket.user))].sort();

// Changes who is in a room, and tells those whom it concerns.
function change(room, act, newcomer) {
  const before = usersIn(room);
  act(rooms.get(room));
  const users = usersIn(room);
  const changed = users.join() !== before.join();
  for (const socket of rooms.get(room)) {
    if (changed || socket === newcomer) send(socket, { type: "presence", room, users });
  }
}

const actions = {
  join(socket, { room }) {
    if (!members.get(room)?.includes(socket.user)) return send(socket, { type: "error", code: "forbidden" });
    change(room, (sockets) => sockets.add(socket), socket);
  },
  say(socket, { room, text }) {
    if (!rooms.get(room)?.has(socket)) return send(socket, { type: "error", code: "forbidden" });
    for (const other of wss.clients) send(other, { type: "said", room, user: socket.user, text: String(text) });
  },
};

function read(data) {
  try {
    const message = JSON.parse(data);
    return Object.hasOwn(actions, message?.type) ? message : undefined;
  } catch {
    return undefined;
  }
}

const wss = new WebSocketServer({ port: Number(process.env.PORT), maxPayload: 100_000, verifyClient });

wss.on("connection", (socket, request) => {
  socket.user = request.user;
  socket.on("error", () => {});
  socket.on("message", (data) => {
    const message = read(data);
    if (!message) return send(socket, { type: "error", code: "unreadable" });
    actions[message.type](socket, message);
  });
  socket.on("close", () => {
    for (const [room, sockets] of rooms) {
      if (sockets.has(socket)) change(room, () => sockets.delete(socket));
    }
  });
});
