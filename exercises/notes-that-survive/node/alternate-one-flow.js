const fs = require("fs");
const FILE = __dirname + "/notes.json";
const args = process.argv.slice(2);
const shape = args[0] + "/" + args.length;

function main() {
  if (!["add/2", "list/1", "delete/2"].includes(shape)) {
    console.error("usage: node main.js add TEXT | list | delete ID");
    return 2;
  }
  let store = { next_id: 1, notes: [] };
  if (fs.existsSync(FILE)) {
    try {
      store = JSON.parse(fs.readFileSync(FILE, "utf8"));
    } catch (error) {
      console.error("notes.json: " + error.message);
      return 1;
    }
  }
  if (args[0] === "list") {
    process.stdout.write(store.notes.map((n) => `${n.id} ${n.text}\n`).join(""));
    return 0;
  }
  if (args[0] === "add") {
    store.notes.push({ id: store.next_id, text: args[1] });
    console.log(store.next_id++);
  } else {
    if (!store.notes.some((n) => n.id == args[1])) {
      console.error("unknown id: " + args[1]);
      return 1;
    }
    store.notes = store.notes.filter((n) => n.id != args[1]);
  }
  fs.writeFileSync(FILE + ".tmp", JSON.stringify(store));
  fs.renameSync(FILE + ".tmp", FILE);
  return 0;
}

process.exitCode = main();
