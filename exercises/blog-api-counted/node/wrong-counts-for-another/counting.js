// How many statements each request sends.
const { AsyncLocalStorage } = require("node:async_hooks");
const { Client, Pool } = require("pg");

const requests = new AsyncLocalStorage();

class CountingClient extends Client {
  query(...args) {
    const request = requests.getStore();
    if (request) request.statements += 1;
    return super.query(...args);
  }
}

class CountingPool extends Pool {
  constructor(options) {
    super({ ...options, Client: CountingClient });
  }
}

function showCount(req, res, next) {
  const request = { statements: 0 };
  const { writeHead } = res;
  res.writeHead = (...args) => {
    res.setHeader("Server-Timing", `db;desc="${request.statements}"`);
    return writeHead.apply(res, args);
  };
  requests.run(request, next);
}

module.exports = { CountingPool, showCount };
