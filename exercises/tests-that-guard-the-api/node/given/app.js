const express = require("express");

const logins = { "Bearer ann": "ann", "Bearer bo": "bo" };

function isGoodText(text) {
  return typeof text === "string" && text.trim() !== "" && text.length <= 20;
}

function createApp() {
  const app = express();
  const notes = new Map();
  let lastId = 0;

  app.use(express.json());

  app.use((req, res, next) => {
    req.user = logins[req.get("authorization")];
    if (!req.user) return res.status(401).json({ error: "unauthorized" });
    next();
  });

  app.post("/api/notes", (req, res) => {
    const text = req.body?.text;
    if (!isGoodText(text)) return res.status(422).json({ error: "text: 1 to 20 characters" });
    lastId += 1;
    const note = { id: lastId, owner: req.user, text };
    notes.set(note.id, note);
    res.status(201).json(note);
  });

  function findOwn(req, res) {
    const note = notes.get(Number(req.params.id));
    if (note && note.owner === req.user) return note;
    res.status(404).json({ error: "not found" });
    return undefined;
  }

  app.get("/api/notes/:id", (req, res) => {
    const note = findOwn(req, res);
    if (note) res.json(note);
  });

  app.delete("/api/notes/:id", (req, res) => {
    const note = findOwn(req, res);
    if (!note) return;
    notes.delete(note.id);
    res.status(204).end();
  });

  return app;
}

module.exports = { createApp };
