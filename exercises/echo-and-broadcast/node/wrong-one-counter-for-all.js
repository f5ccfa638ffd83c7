const { WebSocketServer } = require("ws");

const LARGEST = 1_000_000; // bytes

const wss = new WebSocketServer({ port: Number(process.env.PORT), maxPayload: LARGEST });

// Sends a message to everybody who is connected.
function broadcast(message) {
  const text = JSON.stringify(message);
  for (const client of wss.clients) client.send(text);
}

// The text that somebody says; undefined if this is no such message.
function read(data) {
  try {
    const message = JSON.parse(data);
    const isSay = message?.type === "say" && typeof message.text === "string";
    return isSay ? message.text : undefined;
  } catch {
    return undefined;
  }
}

let seq = 0;

wss.on("connection", (socket) => {
  const send = (message) => socket.send(JSON.stringify(message));
  broadcast({ type: "joined", count: wss.clients.size });

  socket.on("message", (data) => {
    const text = read(data);
    if (text === undefined) return send({ type: "error", message: "say what? send a type and a text" });
    seq += 1;
    send({ type: "echo", seq, text });
  });

  // Without this, a message that is too large would end the server.
  socket.on("error", () => {});
  socket.on("close", () => broadcast({ type: "left", count: wss.clients.size }));
});
