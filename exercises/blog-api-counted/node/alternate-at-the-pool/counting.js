// How many statements each request sends.
const { AsyncLocalStorage } = require("node:async_hooks");
const { Pool } = require("pg");

const requests = new AsyncLocalStorage();

// What a transaction sends on its own connection is one more statement for all of it.
class CountingPool extends Pool {
  query(...args) {
    count();
    return super.query(...args);
  }

  connect(callback) {
    if (!callback) count();
    return super.connect(callback);
  }
}

function count() {
  const request = requests.getStore();
  if (request) request.statements += 1;
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
