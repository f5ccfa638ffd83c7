const { Pool, types } = require("pg");

types.setTypeParser(types.builtins.INT8, Number); // ids and counts stay far below 2 ** 53

module.exports = function createPool(connectionString) {
  const pool = new Pool({ connectionString, connectionTimeoutMillis: 10_000 });
  // The database may end a connection that waits in the pool. The next query opens another one.
  pool.on("error", (error) => console.error(`a connection was lost: ${error.message}`));
  return pool;
};
