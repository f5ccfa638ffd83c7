const http = require("node:http");

const port = Number(process.env.PORT || 3000);
const most = Number(process.env.MAX_LENGTH || 2000);
const rooms = new Map();

const server = http.createServer(async (request, response) => {
  const reply = (status, data) => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(data));
  };
  if (request.url === "/health") return reply(200, { status: "ok" });
  const room = /^\/rooms\/([a-z0-9-]+)\/messages$/.exec(request.url)?.[1];
  if (!room) return reply(404, { error: "not found" });
  const messages = rooms.get(room) ?? [];
  if (request.method === "GET") return reply(200, messages);
  let text = "";
  for await (const part of request) text += part;
  try {
    const { from, text: said } = JSON.parse(text);
    if (typeof said !== "string" || said.length < 1 || said.length > most) return reply(422, { error: "text" });
    const message = { number: messages.length + 1, from, text: said };
    rooms.set(room, [...messages, message]);
    return reply(201, message);
  } catch {
    return reply(400, { error: "not JSON" });
  }
});

if (require.main === module) server.listen(port);
module.exports = server;
