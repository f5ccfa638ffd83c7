const settings = {
  database: { name: "DATABASE_URL", read: (text) => text.startsWith("postgres") && text.includes("://") && text },
  secret: { name: "JWT_SECRET", read: (text) => text.length >= 32 && text },
  port: { name: "PORT", fallback: "3000", read: (text) => /^[1-9][0-9]{0,4}$/.test(text) && Number(text) < 65536 && Number(text) },
  mode: { name: "NODE_ENV", read: (text) => ["development", "test", "production"].includes(text) && text },
};

const loadConfig = (env) => {
  const pairs = Object.entries(settings).map(([key, { name, fallback = "", read }]) => {
    return [key, read(env[name]?.trim() || fallback), name];
  });
  const wrong = pairs.filter(([, value]) => value === false || value === "").map(([, , name]) => name);
  if (wrong.length) throw new RangeError(`missing or wrong: ${wrong}`);
  return Object.fromEntries(pairs);
};

exports.loadConfig = loadConfig;
