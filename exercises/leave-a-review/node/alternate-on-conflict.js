const { Pool } = require("pg");
const pool = new Pool({ connectionString: process.env.DATABASE_URL });
const [productId, author, stars, comment] = process.argv.slice(2);

const refuse = (message) => {
  console.error(message);
  process.exitCode = 1;
};

async function main() {
  if (!["1", "2", "3", "4", "5"].includes(stars)) return refuse("stars must be 1 to 5");
  const { rows } = await pool.query(
    `INSERT INTO reviews (product_id, author, stars, comment) VALUES ($1, $2, $3, $4)
     ON CONFLICT (product_id, author) DO NOTHING RETURNING id`,
    [productId, author, stars, comment ?? null],
  );
  if (rows.length === 0) return refuse(`${author} has already reviewed product ${productId}`);
  console.log(`review ${rows[0].id} saved`);
}

main()
  .catch((error) => {
    if (error.code !== "23503") throw error;
    refuse(`there is no product ${productId}`);
  })
  .finally(() => pool.end());
