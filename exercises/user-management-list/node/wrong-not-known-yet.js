const fs = require("node:fs");
const path = require("node:path");
const { parseArgs } = require("node:util");

const FILE = path.join(__dirname, "users.json");
const USAGE = "usage: users create --name NAME --email EMAIL";

// A reason to end that is told to the user; exitCode is how the program ends then.
class Failure extends Error {
  constructor(message, exitCode) {
    super(message);
    this.exitCode = exitCode;
  }
}

function load() {
  if (!fs.existsSync(FILE)) return { next_id: 1, users: [] };
  return JSON.parse(fs.readFileSync(FILE, "utf8"));
}

function save(store) {
  fs.writeFileSync(FILE, JSON.stringify(store, null, 2));
}

function parse(args, options) {
  try {
    return parseArgs({ args, options }).values;
  } catch {
    throw new Failure(USAGE, 2);
  }
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

const COMMANDS = new Map([["create", create]]);

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
