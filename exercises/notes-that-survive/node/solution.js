const fs = require("node:fs");
const path = require("node:path");

const FILE = path.join(__dirname, "notes.json");
const USAGE = "usage: add TEXT | list | delete ID";

class Failure extends Error {
  constructor(message, code) {
    super(message);
    this.code = code;
  }
}

function load() {
  let text;
  try {
    text = fs.readFileSync(FILE, "utf8");
  } catch (error) {
    if (error.code === "ENOENT") return { next_id: 1, notes: [] };
    throw error;
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new Failure("notes.json is damaged: it is not JSON", 1);
  }
}

function save(store) {
  const temporary = `${FILE}.tmp`;
  fs.writeFileSync(temporary, JSON.stringify(store));
  fs.renameSync(temporary, FILE);
}

function add(text) {
  const { next_id: id, notes } = load();
  save({ next_id: id + 1, notes: [...notes, { id, text }] });
  console.log(id);
}

function list() {
  for (const { id, text } of load().notes) console.log(`${id} ${text}`);
}

function remove(id) {
  const store = load();
  const left = store.notes.filter((note) => String(note.id) !== id);
  if (left.length === store.notes.length) throw new Failure(`no note with the id ${id}`, 1);
  save({ ...store, notes: left });
}

function main([command, ...rest]) {
  if (command === "add" && rest.length === 1) add(rest[0]);
  else if (command === "list" && rest.length === 0) list();
  else if (command === "delete" && rest.length === 1) remove(rest[0]);
  else throw new Failure(USAGE, 2);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof Failure)) throw error;
  console.error(error.message);
  process.exitCode = error.code;
}
