import { Redis } from "ioredis";

const redis = new Redis(process.env.REDIS_URL);
const rule = { calls: 5, seconds: 10 };

export async function allow(ip) {
  const key = "rate:" + ip;
  await redis.set(key, 0, "EX", rule.seconds, "NX");
  const used = await redis.incr(key);
  const left = rule.calls - used;
  return { allowed: left >= 0, remaining: left > 0 ? left : 0, reset: await redis.ttl(key) };
}
