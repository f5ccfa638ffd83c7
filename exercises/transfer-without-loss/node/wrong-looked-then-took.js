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
    for (const id of [Math.min(source, target), Math.max(source, target)]) {
      const change = id === source ? -cents : cents;
      await client.query("UPDATE accounts SET cents = cents + $1 WHERE id = $2", [change, id]);
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
