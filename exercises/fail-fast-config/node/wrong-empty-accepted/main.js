const MODES = ["development", "test", "production"];

function loadConfig(env) {
  const read = (name) => (env[name] ?? "").trim();
  const config = {
    database: read("DATABASE_URL"),
    secret: read("JWT_SECRET"),
    port: read("PORT") === "" ? 3000 : Number(read("PORT")),
    mode: read("NODE_ENV"),
  };

  const problems = [];
  if (!/^postgres(ql)?:\/\//.test(config.database)) {
    problems.push("DATABASE_URL must begin with postgres://");
  }
  if (env.JWT_SECRET === undefined || (config.secret && config.secret.length < 32)) {
    problems.push("JWT_SECRET must have 32 characters or more");
  }
  if (!Number.isInteger(config.port) || config.port < 1 || config.port > 65535) {
    problems.push("PORT must be a whole number from 1 to 65535");
  }
  if (!MODES.includes(config.mode)) {
    problems.push(`NODE_ENV must be one of ${MODES.join(", ")}`);
  }
  if (problems.length > 0) {
    throw new Error(`invalid configuration: ${problems.join("; ")}`);
  }
  return config;
}

module.exports = { loadConfig };
