const { hash, matches, checkLogin, issueToken, requireUser } = require("../auth");
const { isText, refuse } = require("../fields");
const Problem = require("../problem");

const UNIQUE_VIOLATION = "23505";

module.exports = (app, { config, pool }) => {
  app.post("/api/users", async (req, res) => {
    const { name, email, password } = readUser(req.body ?? {});
    try {
      const { rows } = await pool.query(
        "INSERT INTO users (name, email, password_hash) VALUES ($1, $2, $3) RETURNING id, name, email",
        [name, email, await hash(password)],
      );
      res.status(201).json(rows[0]);
    } catch (error) {
      if (error.code !== UNIQUE_VIOLATION) throw error;
      throw new Problem(409, "this email is registered already");
    }
  });

  app.post("/api/login", async (req, res) => {
    const { email, password } = req.body ?? {};
    refuse({ email: !isText(email) && "is missing", password: !isText(password) && "is missing" });

    const { rows } = await pool.query("SELECT id, password_hash FROM users WHERE lower(email) = lower($1)", [email]);
    const user = rows[0] ?? null;
    if (!(await checkLogin(user, password, matches))) throw new Problem(401, "wrong email or password");
    res.json({ token: issueToken(user.id, config.secret) });
  });

  app.get("/api/me", async (req, res) => {
    const id = requireUser(req, config.secret);
    const { rows } = await pool.query("SELECT id, name, email FROM users WHERE id = $1", [id]);
    if (rows.length === 0) throw new Problem(401, "this account is gone");
    res.json(rows[0]);
  });
};

function readUser({ name, email, password }) {
  refuse({
    name: !isText(name) && "is missing",
    email: !(isText(email) && /^[^@\s]+@[^@\s]+$/.test(email)) && "is no address",
    password: !(isText(password) && password.length >= 8 && Buffer.byteLength(password) <= 72) && "has 8 characters or more, and at most 72 bytes",
  });
  return { name, email: email.toLowerCase(), password };
}
