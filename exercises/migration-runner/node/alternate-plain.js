const fs = require("fs");
const cli = require("./cli");

const TABLE = "CREATE TABLE IF NOT EXISTS schema_migrations (version integer PRIMARY KEY, applied_at timestamptz NOT NULL DEFAULT now())";

function files(folder) {
  return fs
    .readdirSync(folder)
    .filter((file) => /^[0-9]/.test(file) && file.endsWith(".sql"))
    .map((file) => ({ file, number: parseInt(file, 10), isDown: file.endsWith(".down.sql") }))
    .sort((a, b) => a.number - b.number);
}

async function step(db, sql) {
  // several statements in one go are one transaction of their own
  await db.query(sql);
}

exports.up = async function up(db, folder) {
  await db.query(TABLE);
  const names = [];
  for (const { file, number, isDown } of files(folder)) {
    if (isDown) continue;
    const seen = await db.query("SELECT FROM schema_migrations WHERE version = $1", [number]);
    if (seen.rowCount) continue;
    await step(db, fs.readFileSync(`${folder}/${file}`, "utf8") + `\n;INSERT INTO schema_migrations (version) VALUES (${number});`);
    names.push(file);
  }
  return names;
};

exports.down = async function down(db, folder, count) {
  await db.query(TABLE);
  const names = [];
  while (count-- > 0) {
    const { rows } = await db.query("SELECT max(version) AS version FROM schema_migrations");
    if (rows[0].version === null) break;
    const found = files(folder).find(({ number, isDown }) => isDown && number === rows[0].version);
    if (!found) throw new Error("no down file for version " + rows[0].version);
    await step(db, `DELETE FROM schema_migrations WHERE version = ${found.number};\n` + fs.readFileSync(`${folder}/${found.file}`, "utf8"));
    names.push(found.file);
  }
  return names;
};

cli.run(exports);
