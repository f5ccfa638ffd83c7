const express = require("express");

const app = express();

// TODO: check the settings before anything else, give each request an id, answer every error as a problem.

app.get("/health", (req, res) => {
  // TODO: ask the database.
  res.json({ status: "ok", database: "ok" });
});

app.listen(Number(process.env.PORT));
