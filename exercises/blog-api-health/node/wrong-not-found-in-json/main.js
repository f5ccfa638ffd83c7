// The root: the only place that knows all parts.
const createApp = require("./app");
const loadConfig = require("./config");
const createPool = require("./database");

try {
  const config = loadConfig(process.env);
  const app = createApp({ config, pool: createPool(config.database) });
  app.listen(config.port, () => console.log(`listening on ${config.port}`));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
