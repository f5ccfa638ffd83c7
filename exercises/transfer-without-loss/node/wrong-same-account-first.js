const bank = require("./bank");

// Moves cents from one voucher to another: all or nothing, never below zero, whoever else is at work.
async function transfer(pool, source, target, cents) {
  if (source === target) throw new Error("same account");
  if (!Number.isInteger(cents) || cents <= 0) throw new Error("not an amount");

  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    // Everybody locks the smaller id first, so nobody waits in a circle.
    const { rows } = await client.query(
      "SELECT id, cents FROM accounts WHERE id IN ($1, $2) ORDER BY id FOR UPDATE",
      [source, target],
    );
    if (rows.length < 2) throw new Error("no such account");
    if (rows.find((row) => row.id === source).cents < cents) throw new Error("not enough money");
    await client.query("UPDATE accounts SET cents = cents - $1 WHERE id = $2", [cents, source]);
    await client.query("UPDATE accounts SET cents = cents + $1 WHERE id = $2", [cents, target]);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

bank.run(transfer);
