const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 1 });

const [, , text, limit] = process.argv;
if (limit !== undefined && !/^[0-9]{1,9}$/.test(limit)) {
  console.error("the price is a whole number of cents");
  process.exitCode = 2;
} else {
  pool
    .query(
      `SELECT name || ': ' || price_cents AS line FROM products
       WHERE position(lower($1) in lower(name)) > 0 AND price_cents <= $2
       ORDER BY name`,
      [text, limit === undefined ? 2 ** 31 - 1 : Number(limit)],
    )
    .then(({ rows }) => {
      if (!rows.length) console.log("nothing found");
      rows.forEach(({ line }) => console.log(line));
    })
    .finally(() => pool.end());
}
