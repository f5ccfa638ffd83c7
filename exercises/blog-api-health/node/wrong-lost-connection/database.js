const { Client, types } = require("pg");

types.setTypeParser(types.builtins.INT8, Number); // ids and counts stay far below 2 ** 53

module.exports = function createPool(connectionString) {
  const client = new Client({ connectionString });
  client.on("error", (error) => console.error(error.message));
  client.connect();
  return client;
};
