const { Pool, types } = require("pg");

types.setTypeParser(types.builtins.INT8, Number); // ids and counts stay far below 2 ** 53

module.exports = function createPool(connectionString) {
  return new Pool({ connectionString, connectionTimeoutMillis: 10_000 });
};
