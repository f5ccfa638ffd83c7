// The only reader of the environment.
module.exports = function loadConfig(env = process.env) {
  return Object.freeze({
    maxLoans: Number(env.MAX_LOANS),
    port: Number(env.PORT || 3000),
  });
};
