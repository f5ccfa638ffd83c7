// Imports your app as a test would, and tells whether that opened a port: `node importing.js`.
const net = require("node:net");

async function opensAPort() {
  const { listen } = net.Server.prototype;
  let opened = false;
  net.Server.prototype.listen = function () {
    opened = true;
    return this;
  };
  try {
    await import("./app.js");
    return opened;
  } finally {
    net.Server.prototype.listen = listen;
  }
}

module.exports = { opensAPort };

if (require.main === module) opensAPort().then(console.log);
