const bank = require("./bank");

// Moves cents from one voucher to another: all or nothing, never below zero, whoever else is at work.
async function transfer(pool, source, target, cents) {
  if (!Number.isInteger(cents) || cents <= 0) throw new Error("not an amount");
  if (source === target) throw new Error("same account");

  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const paid = await client.query(
      "UPDATE accounts SET cents = cents - $1 WHERE id = $2 AND cents >= $1",
      [cents, source],
    );
    if (paid.rowCount === 0) {
      const { rowCount } = await client.query("SELECT 1 FROM accounts WHERE id = $1", [source]);
      throw new Error(rowCount === 0 ? "no such account" : "not enough money");
    }
    const got = await client.query("UPDATE accounts SET cents = cents + $1 WHERE id = $2", [cents, target]);
    if (got.rowCount === 0) throw new Error("no such account");
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}

bank.run(transfer);
