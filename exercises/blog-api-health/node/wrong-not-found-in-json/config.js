// The only reader of the environment.
module.exports = function loadConfig(env) {
  const problems = [];
  const database = env.DATABASE_URL ?? "";
  const secret = env.JWT_SECRET ?? "";
  const port = Number(env.PORT || 3000);

  if (!/^postgres(ql)?:\/\//.test(database)) problems.push("DATABASE_URL: begins with postgres://");
  if (secret.length < 32) problems.push("JWT_SECRET: 32 characters or more");
  if (!Number.isInteger(port) || port < 1 || port > 65535) problems.push("PORT: a number from 1 to 65535");

  if (problems.length > 0) throw new Error(problems.join("\n"));
  return Object.freeze({ database, secret, port });
};
