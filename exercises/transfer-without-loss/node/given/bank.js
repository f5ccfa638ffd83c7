// The bank calls your transfer and looks at the books. Leave this file as it is.
const { Client, Pool } = require("pg");

const [command, ...rest] = process.argv.slice(2);
const connectionString = process.env.DATABASE_URL;
const pool = new Pool({ connectionString, max: 20 });
const desk = new Client({ connectionString }); // the bank's own connection

async function balances() {
  const { rows } = await desk.query("SELECT id, cents FROM accounts ORDER BY id");
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

// The desk holds the given accounts until every caller waits for one of them, or has its answer. So all of them come at once.
async function together(transfer, held, wishes) {
  await desk.query("BEGIN");
  await desk.query("SELECT FROM accounts WHERE id = ANY ($1) FOR UPDATE", [held]);
  const answers = [];
  let answered = 0;
  for (const wish of wishes) {
    answers.push(ask(transfer, ...wish).finally(() => (answered += 1)));
    if (held.length === 1) await waiting(answers.length); // one after the other
  }
  await waiting(wishes.length);
  await desk.query("COMMIT");
  return Promise.all(answers);

  async function waiting(callers) {
    const end = Date.now() + 10000;
    const sql = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
    while ((await desk.query("SELECT pg_stat_clear_snapshot()")) && (await desk.query(sql)).rows[0].n + answered < callers) {
      if (Date.now() > end) return;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

function report(before, wishes, answers, after) {
  answers.forEach((answer, i) => {
    if (answer !== "done") return;
    const [source, target, cents] = wishes[i];
    before.set(source, before.get(source) - cents);
    before.set(target, before.get(target) + cents);
  });
  const right = [...after].every(([id, cents]) => cents === before.get(id));
  const below = [...after.values()].some((cents) => cents < 0);
  const failed = new Set(answers.filter((answer) => answer.startsWith("failed")));
  console.log(`books: ${right ? "right" : "wrong"}`);
  console.log(`below zero: ${below ? "yes" : "no"}`);
  console.log([...failed].sort().join(", ") || "failed: none");
}

const many = {
  // 20 callers want 10 euros each, from an account that holds 100
  rush: [{ held: [1, 3], wishes: Array(20).fill([1, 3, 1000]) }],
  // one from 2 to 1, one from 1 to 2, at the same moment
  across: [{ held: [2], wishes: [[2, 1, 100], [1, 2, 100]] }],
  // 100 transfers between many accounts, 20 at a time
  storm: Array.from({ length: 5 }, (_, round) => ({
    held: [1, 2, 3, 4, 5, 6],
    wishes: Array.from({ length: 20 }, (_, n) => [[1, 2], [1, 3], [2, 5], [5, 6], [2, 6]][(n + round) % 5].concat(1 + (n * 37 + round) % 80)),
  })),
};

exports.run = async (transfer) => {
  await desk.connect();
  if (command === "pay") {
    console.log(await ask(transfer, ...rest.map(Number)));
  } else if (command === "again") {
    // 25 transfers to nobody, then a good one
    for (let n = 0; n < 25; n++) await ask(transfer, 1, 99, 100);
    console.log(await ask(transfer, 1, 2, 500));
  } else {
    const before = await balances();
    const answers = [];
    for (const { held, wishes } of many[command]) answers.push(...(await together(transfer, held, wishes)));
    report(before, many[command].flatMap(({ wishes }) => wishes), answers, await balances());
  }
  await desk.end();
  await pool.end();
};
