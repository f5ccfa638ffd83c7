const { Server } = require("socket.io");

const io = new Server(Number(process.env.PORT), { maxHttpBufferSize: 1_000_000 });
const count = () => io.of("/").sockets.size;

io.on("connection", (socket) => {
  let seq = 0;
  io.emit("joined", { count: count() });

  socket.on("say", (data) => {
    if (typeof data?.text !== "string") return socket.emit("error", {});
    seq += 1;
    socket.emit("echo", { seq, text: data.text });
  });

  socket.onAny((event) => {
    if (event !== "say") socket.emit("error", { message: "only say is understood here" });
  });

  socket.on("disconnect", () => io.emit("left", { count: count() }));
});
