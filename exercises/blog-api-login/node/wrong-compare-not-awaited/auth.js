const crypto = require("node:crypto");
const { promisify } = require("node:util");
const jwt = require("jsonwebtoken");
const Problem = require("./problem");

const scrypt = promisify(crypto.scrypt);
const algorithm = "HS256";
// The hash of no password. Where there is no user, this is compared, so that it takes as long.
const NO_HASH = `scrypt:${"0".repeat(32)}:${"0".repeat(64)}`;

async function hash(password, salt = crypto.randomBytes(16).toString("hex")) {
  const key = await scrypt(password, salt, 32);
  return `scrypt:${salt}:${key.toString("hex")}`;
}

async function matches(password, stored) {
  return (await hash(password, stored.split(":")[1])) === stored;
}

async function checkLogin(user, password, compare) {
  const right = compare(password, user?.password_hash ?? NO_HASH);
  return Boolean(user && right);
}

function issueToken(id, secret) {
  return jwt.sign({}, secret, { algorithm, subject: String(id), expiresIn: "1h" });
}

// The id of whoever asks, or null for nobody. A token that is shown and is not good is refused.
function currentUser(req, secret) {
  const header = req.get("authorization");
  if (header === undefined) return null;
  try {
    const [, token] = /^bearer (\S+)$/i.exec(header) ?? [];
    const { sub, exp } = jwt.verify(token ?? "", secret, { algorithms: [algorithm] });
    if (exp !== undefined && /^\d{1,15}$/.test(sub)) return Number(sub);
  } catch {
    // It is told below.
  }
  throw new Problem(401, "this token is not good");
}

function requireUser(req, secret) {
  const id = currentUser(req, secret);
  if (id === null) throw new Problem(401, "log in first");
  return id;
}

module.exports = { hash, matches, checkLogin, issueToken, currentUser, requireUser };
