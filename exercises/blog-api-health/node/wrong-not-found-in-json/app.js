const { randomUUID } = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");
const express = require("express");
const Problem = require("./problem");

const ROUTES = path.join(__dirname, "routes");

// Each file in routes/ adds its own routes.
module.exports = function createApp(parts) {
  const app = express();
  app.disable("x-powered-by");
  app.use(giveId);
  app.use(express.json());
  for (const file of fs.readdirSync(ROUTES)) require(path.join(ROUTES, file))(app, parts);
  app.use((req, res) => {
    res.status(404).json({ message: `Route ${req.method}:${req.path} not found`, error: "Not Found", statusCode: 404 });
  });
  app.use(answerProblem);
  return app;
};

function giveId(req, res, next) {
  const sent = req.get("x-request-id") ?? "";
  req.id = /^[A-Za-z0-9-]{1,64}$/.test(sent) ? sent : randomUUID();
  res.set("X-Request-Id", req.id);
  next();
}

function answerProblem(error, req, res, next) {
  if (res.headersSent) return next(error);
  const problem = asProblem(error);
  if (problem.status >= 500) console.error(`${req.id} ${req.method} ${req.path}:`, error);
  if (problem.status === 401) res.set("WWW-Authenticate", "Bearer");
  res.status(problem.status).type("application/problem+json").json({ ...problem.toJSON(), request_id: req.id });
}

function asProblem(error) {
  if (error instanceof Problem) return error;
  if (error.status >= 400 && error.status < 500) return new Problem(error.status, "this request cannot be read");
  return new Problem(500, "something went wrong here");
}
