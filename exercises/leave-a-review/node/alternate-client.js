const { Client } = require("pg");

async function save(db, review) {
  const answer = await db.query(
    "INSERT INTO reviews (product_id, author, stars, comment) VALUES ($1, $2, $3, $4) RETURNING id",
    review,
  );
  return answer.rows[0].id;
}

async function main() {
  const [product, author, stars, comment = null] = process.argv.slice(2);
  const db = new Client(process.env.DATABASE_URL);
  await db.connect();
  let code = 0;
  try {
    const id = await save(db, [Number(product), author, Number(stars), comment]);
    console.log("review " + id + " saved");
  } catch (error) {
    code = 1;
    if (error.code === "23505") console.error(author + " has already reviewed product " + product);
    else if (error.code === "23503") console.error("there is no product " + product);
    else if (error.code === "23514") console.error("stars must be 1 to 5");
    else throw error;
  } finally {
    await db.end();
  }
  process.exit(code);
}

main();
