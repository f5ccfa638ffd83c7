// differs: the program itself has ended
const { spawn } = require("node:child_process");
if (!process.env.AGAIN) {
  spawn(process.execPath, [__filename], { detached: true, stdio: "inherit", env: { ...process.env, AGAIN: 1 } }).unref();
} else {
  require("node:http")
    .createServer((_, res) => res.writeHead(200, { "content-type": "application/json" }).end('{"hi": 1}'))
    .listen(process.env.PORT);
}
