// Stores a review: node main.js PRODUCT_ID AUTHOR STARS [COMMENT]
const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });

async function main() {
  const [productId, author, stars, comment = ""] = process.argv.slice(2);
  const refusals = {
    23505: `${author} has already reviewed product ${productId}`,
    23503: `there is no product ${productId}`,
    23514: "stars must be 1 to 5",
  };
  try {
    const { rows } = await pool.query(
      `INSERT INTO reviews (product_id, author, stars, comment)
       VALUES ($1, $2, $3, $4)
       RETURNING id`,
      [productId, author, stars, comment],
    );
    console.log(`review ${rows[0].id} saved`);
  } catch (error) {
    if (!Object.hasOwn(refusals, error.code)) throw error;
    console.error(refusals[error.code]);
    process.exitCode = 1;
  } finally {
    await pool.end();
  }
}

main();
