// The server and its routes are in server.js. What they do is missing: `create` and `show`.
const { Pool } = require("pg");
const { hash, readJson, reply, serve } = require("./server");

// connections to the database, kept open and shared by all requests
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function create(req, res) {
  const { name, email, password } = await readJson(req);
  // TODO
  reply(res, 500, { error: "not written yet" });
}

// `text` is what stands in the path in place of the id
async function show(res, text) {
  // TODO
  reply(res, 500, { error: "not written yet" });
}

serve({ create, show });
