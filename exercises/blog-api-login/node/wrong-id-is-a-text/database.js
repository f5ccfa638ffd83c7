const { Pool } = require("pg");

module.exports = function createPool(connectionString) {
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 10_000 });
  // The database may end a connection that waits in the pool. The next query opens another one.
  pool.on("error", (error) => console.error(`a connection was lost: ${error.message}`));
  return pool;
};
