// Finds products: node main.js TEXT [MAX_PRICE]
// It works as long as everybody is honest. Make it safe.
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function find(text, maxPrice) {
  let sql = `SELECT name, price_cents FROM products WHERE name ILIKE '%${text.replaceAll("'", "''")}%'`;
  if (maxPrice !== undefined) sql += ` AND price_cents <= ${maxPrice}`;
  const { rows } = await pool.query(sql + " ORDER BY name");
  return rows;
}

async function main() {
  const [text, maxPrice] = process.argv.slice(2);
  if (/select|union|drop|delete|update| or |--/i.test(text)) {
    console.log("nothing found");
    return;
  }
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
