// Without LIKE there is nothing to escape; conditions are collected.
const express = require("express");
const { Pool } = require("pg");

const db = new Pool({ connectionString: process.env.DATABASE_URL });
const app = express();

app.get("/products", async (req, res) => {
  const { search = "", sort = "name", max_price: max } = req.query;
  if (sort !== "name" && sort !== "price") return res.status(400).json({ error: "sort is name or price" });
  if (max !== undefined && !/^[0-9]+$/.test(max)) {
    return res.status(400).json({ error: "max_price is a whole number of cents" });
  }
  const conditions = ["position(lower($1) IN lower(name)) > 0 OR $1 = ''"];
  const values = [search];
  if (max !== undefined) conditions.push(`price_cents <= $${values.push(max)}::numeric`);
  const where = conditions.map((condition) => `(${condition})`).join(" AND ");
  const order = sort === "price" ? "price_cents, name" : "name";
  const { rows } = await db.query(`SELECT id, name, price_cents FROM products WHERE ${where} ORDER BY ${order}`, values);
  res.json(rows);
});

app.listen(process.env.PORT || 3000);
