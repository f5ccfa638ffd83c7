// The command line of the runner: `node main.js up`, `node main.js down 1`, or several after each other: `up down 2 up`.
// It works in the folder `migrations`. Leave this file as it is.
const { Client } = require("pg");

exports.run = async ({ up, down }) => {
  const words = process.argv.slice(2);
  const db = new Client({ connectionString: process.env.DATABASE_URL });
  await db.connect();
  while (words.length > 0) {
    const command = words.shift();
    try {
      const names = command === "up" ? await up(db, "migrations") : await down(db, "migrations", Number(words.shift()));
      console.log(`${command}: ${names.join(" ") || "nothing"}`);
    } catch (error) {
      // An error of the database has a code; yours has a message.
      console.log(error.code ? `${command} failed: ${error.code}` : `${command} refused: ${error.message}`);
      process.exitCode = 1;
      break;
    }
  }
  await db.end();
};
