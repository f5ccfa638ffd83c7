const fs = require("node:fs");
const path = require("node:path");
const { parseArgs } = require("node:util");

const FILE = path.join(__dirname, "users.json");
const LOCK = path.join(__dirname, "users.lock");
const PATIENCE_MS = 9000;
const USAGE = `usage: users create --name NAME --email EMAIL
       users list [--active] [--sort id|name] [--json]
       users deactivate ID
       users delete ID`;

// A reason to end that is told to the user; exitCode is how the program ends then.
class Failure extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

function load() {
  if (!fs.existsSync(FILE)) return { next_id: 1, users: [] };
  const text = fs.readFileSync(FILE, "utf8");
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("users.json is damaged, it is not JSON; nothing was changed", 1);
  }
}

function save(store) {
  const temporary = `${FILE}.tmp`;
  fs.writeFileSync(temporary, JSON.stringify(store, null, 2));
  fs.renameSync(temporary, FILE);
}

function pause(ms) {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

// Who makes the lock file may load, change and save; all others wait until it is gone.
function locked(work) {
  const end = Date.now() + PATIENCE_MS;
  for (;;) {
    try {
      fs.closeSync(fs.openSync(LOCK, "wx"));
      break;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      if (Date.now() > end) throw new Failure("users.lock is in the way; if no other users command runs, remove it", 1);
      pause(10);
    }
  }
  try {
    return work();
  } finally {
    fs.rmSync(LOCK);
  }
}

function parse(args, options, words = 0) {
  let parsed;
  try {
    parsed = parseArgs({ args, options, allowPositionals: true });
  } catch {
    throw new Failure(USAGE, 2);
  }
  if (parsed.positionals.length !== words) throw new Failure(USAGE, 2);
  return { ...parsed.values, words: parsed.positionals };
}

function find(store, id) {
  const user = store.users.find((one) => String(one.id) === id);
  if (user === undefined) throw new Failure(`no user with the id ${id}; see them all with: users list`, 1);
  return user;
}

// Everything that is wrong with a new user, one text for each problem.
function problems(name, email, users) {
  const found = [];
  if (name === "") found.push("the name is empty");
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    found.push(`"${email}" is no e-mail address; write it like ann@example.org`);
  }
  if (users.some((user) => user.email.toLowerCase() === email.toLowerCase())) {
    found.push(`the e-mail address ${email} is taken`);
  }
  return found;
}

function create(args) {
  const given = parse(args, { name: { type: "string" }, email: { type: "string" } });
  if (given.name === undefined || given.email === undefined) throw new Failure(USAGE, 2);
  const name = given.name.trim();
  const email = given.email.trim();
  const id = locked(() => {
    const store = load();
    const found = problems(name, email, store.users);
    if (found.length > 0) throw new Failure(found.join("\n"), 2);
    const user = { id: store.next_id, name, email, active: true };
    store.users.push(user);
    store.next_id += 1;
    save(store);
    return user.id;
  });
  console.log(id);
}

const byId = (a, b) => a.id - b.id;
const byName = (a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()) || byId(a, b);
const ORDERS = new Map([
  ["id", byId],
  ["name", byName],
]);

function list(args) {
  const { active, sort, json } = parse(args, {
    active: { type: "boolean" },
    sort: { type: "string", default: "id" },
    json: { type: "boolean" },
  });
  if (!ORDERS.has(sort)) throw new Failure(USAGE, 2);
  const wanted = load().users.filter((user) => user.active || !active);
  const users = wanted.toSorted(ORDERS.get(sort));
  if (json) {
    console.log(JSON.stringify(users));
    return;
  }
  if (users.length === 0) {
    console.log("no users yet");
    return;
  }
  const width = Math.max(...users.map(({ name }) => name.length));
  for (const { id, name, email } of users) {
    console.log(`${String(id).padStart(4)}  ${name.padEnd(width)}  ${email}`);
  }
}

function remove(args) {
  const [id] = parse(args, {}, 1).words;
  const user = locked(() => {
    const store = load();
    const gone = find(store, id);
    store.users = store.users.filter((one) => one !== gone);
    save(store);
    return gone;
  });
  console.log(`deleted user ${user.id} (${user.name})`);
}

function deactivate(args) {
  const [id] = parse(args, {}, 1).words;
  const user = locked(() => {
    const store = load();
    const found = find(store, id);
    found.active = false;
    fs.writeFileSync(FILE, JSON.stringify(store, null, 2));
    return found;
  });
  console.log(`user ${user.id} (${user.name}) is not active any more`);
}

const COMMANDS = new Map([
  ["create", create],
  ["list", list],
  ["delete", remove],
  ["deactivate", deactivate],
]);

function main([name, ...args]) {
  const command = COMMANDS.get(name);
  if (command === undefined) throw new Failure(USAGE, 2);
  command(args);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.exitCode;
}
