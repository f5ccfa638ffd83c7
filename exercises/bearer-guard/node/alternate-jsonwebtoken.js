const express = require("express");
const jwt = require("jsonwebtoken");

const app = express();

function guard(req, res, next) {
  const [scheme, token] = (req.get("authorization") ?? "").split(" ");
  try {
    if (scheme.toLowerCase() !== "bearer") throw new Error("another scheme");
    req.user = jwt.verify(token, process.env.JWT_SECRET, { algorithms: ["HS256"] });
    if (req.user.exp === undefined) throw new Error("never expires");
  } catch {
    return res.status(401).set("WWW-Authenticate", "Bearer").json({ error: "unauthorized" });
  }
  next();
}

app.get("/api/health", (req, res) => res.json({ status: "ok" }));
app.get("/api/me", guard, (req, res) => res.json({ id: req.user.sub, name: req.user.name }));

app.listen(process.env.PORT || 3000);
