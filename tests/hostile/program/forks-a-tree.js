// timed-out
const { spawn } = require("node:child_process");
for (let i = 0; i < 5; i++) spawn("sh", ["-c", "sleep 60 & sleep 60"], { detached: i % 2 === 0, stdio: "inherit" });
