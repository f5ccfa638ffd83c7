// Stores a review: node main.js PRODUCT_ID AUTHOR STARS [COMMENT]
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function main() {
  const [productId, author, stars, comment] = process.argv.slice(2);
  // TODO: store the review, and say what was refused
  await pool.end();
}

main();
