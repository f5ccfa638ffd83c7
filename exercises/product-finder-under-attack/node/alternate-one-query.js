const { Client } = require("pg");

const QUERY = `
  SELECT name, price_cents
  FROM products
  WHERE name ILIKE '%' || $1 || '%'
    AND ($2::integer IS NULL OR price_cents <= $2)
  ORDER BY name`;

async function main(text, price = null) {
  if (price !== null && [...price].some((sign) => sign < "0" || sign > "9")) {
    process.stderr.write("the price is a whole number of cents\n");
    process.exit(2);
  }
  const db = new Client(process.env.DATABASE_URL);
  await db.connect();
  try {
    const { rows } = await db.query({ text: QUERY, values: [text, price] });
    console.log(rows.map((row) => `${row.name}: ${row.price_cents}`).join("\n") || "nothing found");
  } finally {
    await db.end();
  }
}

main(...process.argv.slice(2));
