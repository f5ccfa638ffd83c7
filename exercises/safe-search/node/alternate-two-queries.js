// Two whole statements to choose from: no SQL is ever put together.
const { createServer } = require("node:http");
const { Pool } = require("pg");

const WHAT = `SELECT id, name, price_cents FROM products
  WHERE strpos(upper(name), upper($1)) > 0 AND price_cents <= $2`;
const BY_NAME = `${WHAT} ORDER BY name`;
const BY_PRICE = `${WHAT} ORDER BY price_cents, name`;

const db = new Pool({ connectionString: process.env.DATABASE_URL, max: 4 });

async function answer(url) {
  const query = Object.fromEntries(new URL(url, "http://x").searchParams);
  const { search = "", sort = "name", max_price = "2147483647" } = query;
  const statement = new Map([["name", BY_NAME], ["price", BY_PRICE]]).get(sort);
  if (!statement) return [400, { error: "sort is name or price" }];
  const most = Number(max_price);
  if (!/^\d+$/.test(max_price) || !Number.isSafeInteger(most)) {
    return [400, { error: "max_price is a whole number of cents" }];
  }
  const found = await db.query(statement, [search, Math.min(most, 2147483647)]);
  return [200, found.rows];
}

createServer(async (req, res) => {
  const [status, data] = await answer(req.url).catch(() => [500, { error: "internal error" }]);
  res.writeHead(status, { "content-type": "application/json" });
  res.end(JSON.stringify(data));
}).listen(process.env.PORT || 3000);
