const bank = require("./bank");

class Refused extends Error {}

const check = (ok, message) => {
  if (!ok) throw new Refused(message);
};

async function transfer(pool, source, target, cents) {
  check(Number.isInteger(cents) && cents > 0, "not an amount");
  check(source !== target, "same account");
  const steps = {
    async take(client) {
      const { rowCount } = await client.query("UPDATE accounts SET cents = cents - $2 WHERE id = $1 AND cents >= $2", [source, cents]);
      if (rowCount === 1) return;
      const found = await client.query("SELECT id FROM accounts WHERE id = $1", [source]);
      check(found.rowCount === 1, "no such account");
      check(false, "not enough money");
    },
    async give(client) {
      const { rowCount } = await client.query("UPDATE accounts SET cents = cents + $2 WHERE id = $1", [target, cents]);
      check(rowCount === 1, "no such account");
    },
  };
  const order = source < target ? ["take", "give"] : ["give", "take"];
  const client = await pool.connect();
  let broken;
  try {
    await client.query("BEGIN");
    for (const step of order) await steps[step](client);
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK").catch((reason) => (broken = reason));
    throw error;
  } finally {
    client.release(broken);
  }
}

bank.run(transfer);
