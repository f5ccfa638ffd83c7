const fs = require("node:fs/promises");
const path = require("node:path");
const cli = require("./cli");

// The migrations of the folder, by their numbers: { version, name }.
async function migrations(folder) {
  const found = [];
  for (const name of await fs.readdir(folder)) {
    const match = name.match(/^(\d+)_\w+\.sql$/);
    if (match) found.push({ version: Number(match[1]), name });
  }
  return found.sort((a, b) => a.version - b.version);
}

async function applied(db) {
  await db.query(`CREATE TABLE IF NOT EXISTS schema_migrations (
    version    integer     PRIMARY KEY,
    applied_at timestamptz NOT NULL DEFAULT now()
  )`);
  const { rows } = await db.query("SELECT version FROM schema_migrations");
  return rows.map((row) => row.version);
}

// The file and its note: both or neither.
async function together(db, sql, note, version) {
  await db.query("BEGIN");
  try {
    await db.query(sql);
    await db.query(note, [version]);
    await db.query("COMMIT");
  } catch (error) {
    await db.query("ROLLBACK");
    throw error;
  }
}

async function up(db, folder) {
  const before = await applied(db);
  const done = [];
  for (const { version, name } of await migrations(folder)) {
    if (before.includes(version)) continue;
    const sql = await fs.readFile(path.join(folder, name), "utf8");
    await together(db, sql, "INSERT INTO schema_migrations (version) VALUES ($1)", version);
    done.push(name);
  }
  return done;
}

async function down(db, folder, count) {
  const last = (await applied(db)).reverse().slice(0, count);
  const known = new Map((await migrations(folder)).map(({ version, name }) => [version, name]));
  const done = [];
  for (const version of last) {
    const name = known.get(version)?.replace(/\.sql$/, ".down.sql");
    const sql = name && (await fs.readFile(path.join(folder, name), "utf8").catch(() => undefined));
    if (sql === undefined) throw new Error(`no down file for version ${version}`);
    await together(db, sql, "DELETE FROM schema_migrations WHERE version = $1", version);
    done.push(name);
  }
  return done;
}

cli.run({ up, down });
