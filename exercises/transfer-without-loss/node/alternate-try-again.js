const bank = require("./bank");

async function transfer(pool, source, target, cents) {
  if (!Number.isInteger(cents) || cents <= 0) throw new Error("not an amount");
  if (source === target) throw new Error("same account");
  for (;;) {
    const client = await pool.connect();
    try {
      await client.query("BEGIN ISOLATION LEVEL SERIALIZABLE");
      await client.query("LOCK TABLE accounts IN EXCLUSIVE MODE");
      const { rows } = await client.query("SELECT id, cents FROM accounts WHERE id = ANY ($1)", [[source, target]]);
      const cash = Object.fromEntries(rows.map((row) => [row.id, row.cents]));
      if (!(source in cash && target in cash)) throw new Error("no such account");
      if (cash[source] < cents) throw new Error("not enough money");
      await client.query(
        "UPDATE accounts SET cents = cents + CASE id WHEN $1 THEN -$3::integer ELSE $3::integer END WHERE id IN ($1, $2)",
        [source, target, cents],
      );
      await client.query("COMMIT");
      return;
    } catch (error) {
      await client.query("ROLLBACK");
      if (error.code !== "40001" && error.code !== "40P01") throw error;
    } finally {
      client.release();
    }
  }
}

bank.run(transfer);
