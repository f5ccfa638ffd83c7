// It works, as long as everybody who uses it is honest and looks for
// nothing special. Make it safe.
const http = require("node:http");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function products(res, params) {
  const search = params.get("search") ?? "";
  const order = params.get("sort") ?? "name";
  const maxPrice = params.get("max_price");

  let sql = `SELECT id, name, price_cents FROM products
    WHERE name ILIKE '%${search}%'`;
  if (maxPrice !== null) sql += ` AND price_cents <= ${maxPrice}`;
  sql += ` ORDER BY ${order === "price" ? "price_cents, name" : order}`;

  const { rows } = await pool.query(sql);
  reply(res, 200, rows);
}

function reply(res, status, data) {
  res.writeHead(status, { "Content-Type": "application/json" });
  res.end(JSON.stringify(data));
}

const server = http.createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, "http://localhost");
  if (req.method !== "GET" || pathname !== "/products") return reply(res, 404, { error: "not found" });
  products(res, searchParams).catch((error) => {
    console.error(error.message);
    reply(res, 500, { error: "internal error" });
  });
});

server.listen(port, () => console.log(`listening on ${port}`));
