const bank = require("./bank");

// Moves cents from one voucher to another: all or nothing, never below zero, whoever else is at work.
async function transfer(pool, source, target, cents) {
  const { rows } = await pool.query("SELECT cents FROM accounts WHERE id = $1", [source]);
  if (rows[0].cents < cents) throw new Error("not enough money");
  await pool.query("UPDATE accounts SET cents = $1 WHERE id = $2", [rows[0].cents - cents, source]);
  // TODO: the other account, and everything that can go wrong
}

bank.run(transfer);
