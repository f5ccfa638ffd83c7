// Finds products: node main.js TEXT [MAX_PRICE]
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function find(text, maxPrice) {
  const values = [`%${text}%`];
  let sql = "SELECT name, price_cents FROM products WHERE name ILIKE $1";
  if (maxPrice !== undefined) {
    sql += " AND price_cents < $2";
    values.push(maxPrice);
  }
  const { rows } = await pool.query(sql + " ORDER BY name", values);
  return rows;
}

async function main() {
  const [text, maxPrice] = process.argv.slice(2);
  if (maxPrice !== undefined && !/^\d+$/.test(maxPrice)) {
    console.error("the price is a whole number of cents");
    process.exitCode = 2;
    return;
  }
  const products = await find(text, maxPrice);
  for (const product of products) console.log(`${product.name}: ${product.price_cents}`);
  if (products.length === 0) console.log("nothing found");
}

main().finally(() => pool.end());
