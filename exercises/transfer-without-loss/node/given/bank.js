// The bank calls your transfer and looks at the books. Leave this file as it is.
const { Pool } = require("pg");

const [command, ...rest] = process.argv.slice(2);
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 20 });

async function balances() {
  const { rows } = await pool.query("SELECT id, cents FROM accounts ORDER BY id");
  return new Map(rows.map((row) => [row.id, row.cents]));
}

async function ask(transfer, source, target, cents) {
  try {
    await transfer(pool, source, target, cents);
    return "done";
  } catch (error) {
    // An error of the database has a code; yours has a message.
    return error.code ? `failed: ${error.code}` : `refused: ${error.message}`;
  }
}

async function together(transfer, wishes) {
  const clients = await Promise.all(wishes.map(() => pool.connect()));
  clients.forEach((client) => client.release()); // all connections are open now
  const before = await balances();
  const answers = await Promise.all(wishes.map((wish) => ask(transfer, ...wish)));
  await report(before, wishes, answers);
}

async function report(before, wishes, answers) {
  answers.forEach((answer, i) => {
    if (answer !== "done") return;
    const [source, target, cents] = wishes[i];
    before.set(source, before.get(source) - cents);
    before.set(target, before.get(target) + cents);
  });
  const after = await balances();
  const right = [...after].every(([id, cents]) => cents === before.get(id));
  const below = [...after.values()].some((cents) => cents < 0);
  const failed = new Set(answers.filter((answer) => answer.startsWith("failed")));
  console.log(`books: ${right ? "right" : "wrong"}`);
  console.log(`below zero: ${below ? "yes" : "no"}`);
  console.log([...failed].sort().join(", ") || "failed: none");
}

const commands = {
  // one transfer
  pay: async (transfer, source, target, cents) => {
    console.log(await ask(transfer, Number(source), Number(target), Number(cents)));
  },
  // 20 callers want 10 euros each, from an account that holds 100
  rush: (transfer) => together(transfer, Array(20).fill([1, 3, 1000])),
  // two from 1 to 2, two from 2 to 1, at the same moment
  across: (transfer) => together(transfer, [[1, 2, 100], [2, 1, 100], [1, 2, 100], [2, 1, 100]]),
  // 200 transfers in every direction, 20 at a time
  storm: async (transfer) => {
    const ids = [1, 2, 3, 5, 6];
    const wishes = Array.from({ length: 200 }, (_, n) => [ids[n % 5], ids[(n + 1 + (n % 4)) % 5], 1 + (n * 37) % 400]);
    const before = await balances();
    const answers = [];
    const caller = async (first) => {
      for (let n = first; n < 200; n += 20) answers[n] = await ask(transfer, ...wishes[n]);
    };
    await Promise.all(Array.from({ length: 20 }, (_, n) => caller(n)));
    await report(before, wishes, answers);
  },
  // 25 transfers to nobody, then a good one
  again: async (transfer) => {
    for (let n = 0; n < 25; n++) await ask(transfer, 1, 99, 100);
    console.log(await ask(transfer, 1, 2, 500));
  },
};

exports.run = async (transfer) => {
  await commands[command](transfer, ...rest);
  await pool.end();
};
