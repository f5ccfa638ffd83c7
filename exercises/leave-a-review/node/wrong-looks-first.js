// Stores a review: node main.js PRODUCT_ID AUTHOR STARS [COMMENT]
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function main() {
  const [productId, author, stars, comment] = process.argv.slice(2);
  const refusals = {
    23505: `${author} has already reviewed product ${productId}`,
  };
  try {
    const found = await pool.query(
      "SELECT id FROM reviews WHERE product_id = $1 AND author = $2",
      [productId, author],
    );
    if (found.rows.length > 0) {
      console.error(refusals[23505]);
      process.exitCode = 1;
      return;
    }
    const { rows } = await pool.query(
      `INSERT INTO reviews (product_id, author, stars, comment)
       VALUES ($1, $2, $3, $4)
       RETURNING id`,
      [productId, author, stars, comment],
    );
    console.log(`review ${rows[0].id} saved`);
  } finally {
    await pool.end();
  }
}

main();
