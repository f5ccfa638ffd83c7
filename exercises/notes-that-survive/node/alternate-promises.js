const { readFile, writeFile, rename } = require("node:fs/promises");

const file = require("node:path").resolve(__dirname, "notes.json");

function stop(code, message) {
  console.error(message);
  process.exit(code);
}

async function load() {
  const text = await readFile(file, "utf8").catch((error) => {
    if (error.code !== "ENOENT") throw error;
    return '{"next_id":1,"notes":[]}';
  });
  try {
    return JSON.parse(text);
  } catch {
    return stop(1, `cannot read ${file}`);
  }
}

async function save(store) {
  await writeFile(file + ".new", JSON.stringify(store));
  await rename(file + ".new", file);
}

async function main(args) {
  const known = { add: 2, list: 1, delete: 2 };
  if (known[args[0]] !== args.length) stop(2, "usage: notes add TEXT, notes list, notes delete ID");
  const store = await load();
  if (args[0] === "add") {
    const id = store.next_id++;
    store.notes.push({ id, text: args[1] });
    await save(store);
    console.log(id);
  } else if (args[0] === "delete") {
    const index = store.notes.findIndex((note) => note.id === Number(args[1]));
    if (index < 0) stop(1, `there is no note ${args[1]}`);
    store.notes.splice(index, 1);
    await save(store);
  } else {
    store.notes.sort((a, b) => a.id - b.id).forEach((note) => console.log(note.id + " " + note.text));
  }
}

main(process.argv.slice(2));
