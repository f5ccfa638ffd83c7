const Problem = require("../problem");

module.exports = (app, { pool }) => {
  app.get("/health", async (req, res) => {
    try {
      await pool.query("SELECT 1 FROM users LIMIT 1");
    } catch (error) {
      console.error(error.message);
      throw new Problem(503, "the database does not answer");
    }
    res.json({ status: "ok", database: "ok" });
  });
};
