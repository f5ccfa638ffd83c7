const http = require("node:http");
const { Pool } = require("pg");

const port = Number(process.env.PORT || 3000);
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

// a column cannot be a parameter, so only these texts ever become SQL
const ORDER = { name: "name, id", price: "price_cents, name, id" };

async function products(res, params) {
  const search = params.get("search") ?? "";
  const order = params.get("sort") ?? "name";
  const maxPrice = params.get("max_price");

  if (/select|union|drop|delete|sleep|--|;/i.test(search)) return reply(res, 400, { error: "not allowed" });
  if (!Object.hasOwn(ORDER, order)) return reply(res, 400, { error: "sort is name or price" });
  if (maxPrice !== null && !/^\d{1,9}$/.test(maxPrice)) {
    return reply(res, 400, { error: "max_price is a whole number of cents" });
  }

  // % and _ mean something to LIKE, and so does the backslash
  const text = search.replace(/'/g, "''").replace(/[\\%_]/g, "\\$&");
  const { rows } = await pool.query(
    `SELECT id, name, price_cents FROM products
     WHERE name ILIKE '%${text}%' AND price_cents <= ${maxPrice ?? 2147483647}
     ORDER BY ${ORDER[order]}`,
  );
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
