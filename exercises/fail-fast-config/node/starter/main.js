// Read the settings from env, check all of them, and hand back an object with
// the keys database, secret, port and mode. The task says what is right.
function loadConfig(env) {
  return {
    database: env.DATABASE_URL,
    secret: env.JWT_SECRET || "secret",
    port: env.PORT || 3000,
    mode: env.NODE_ENV,
  };
}

module.exports = { loadConfig };
