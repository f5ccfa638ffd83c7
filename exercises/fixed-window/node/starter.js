const Redis = require("ioredis");

const LIMIT = 5;
const WINDOW = 10; // seconds

const redis = new Redis(process.env.REDIS_URL);

async function allow(ip) {
  const key = `rate:${ip}`;
  // 1. If the key is not there, create it with the time to live.
  // 2. Count this call.
  // 3. Ask how many seconds are left.
  const count = 0;
  const reset = WINDOW;
  return { allowed: count <= LIMIT, remaining: LIMIT - count, reset };
}

module.exports = { allow };
