const bcrypt = require("bcryptjs");
const jwt = require("jsonwebtoken");
const Problem = require("./problem");

const COST = 10;
const algorithm = "HS256";
// The hash of no password. Where there is no user, this is compared, so that it takes as long.
const NO_HASH = bcrypt.hashSync("nobody has this password", COST);

const hash = (password) => bcrypt.hash(password, COST);
const matches = (password, stored) => bcrypt.compare(password, stored);

async function checkLogin(user, password, compare) {
  const right = await compare(password, user?.password_hash ?? NO_HASH);
  return user !== null && right;
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
