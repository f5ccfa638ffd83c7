// The only reader of the environment.
module.exports = function loadConfig(env = process.env) {
  return Object.freeze({
    database: env.DATABASE_URL,
    maxLoans: Number(env.MAX_LOANS),
    port: Number(env.PORT || 3000),
  });
};
