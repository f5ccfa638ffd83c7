const fs = require("node:fs");
const path = require("node:path");
const { parseArgs } = require("node:util");

const FILE = path.join(__dirname, "users.json");
const USAGE = `usage: users create --name NAME --email EMAIL
       users list
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
  const store = JSON.parse(fs.readFileSync(FILE, "utf8"));
  return store.users.length > 0 ? store : { next_id: 1, users: [] };
}

function save(store) {
  fs.writeFileSync(FILE, JSON.stringify(store, null, 2));
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

function create(args) {
  const { name, email } = parse(args, { name: { type: "string" }, email: { type: "string" } });
  if (name === undefined || email === undefined) throw new Failure(USAGE, 2);
  const store = load();
  const id = store.next_id;
  store.users.push({ id, name, email, active: true });
  store.next_id += 1;
  save(store);
  console.log(id);
}

function list(args) {
  parse(args, {});
  const users = load().users.toSorted((a, b) => a.id - b.id);
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
  const store = load();
  const user = find(store, id);
  store.users = store.users.filter((one) => one !== user);
  save(store);
  console.log(`deleted user ${user.id} (${user.name})`);
}

const COMMANDS = new Map([
  ["create", create],
  ["list", list],
  ["delete", remove],
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
