const Redis = require("ioredis");

const redis = new Redis(process.env.REDIS_URL);

redis.defineCommand("hit", {
  numberOfKeys: 1,
  lua: `
    local count = redis.call("INCR", KEYS[1])
    if count == 1 then redis.call("EXPIRE", KEYS[1], ARGV[1]) end
    return { count, redis.call("TTL", KEYS[1]) }
  `,
});

module.exports.allow = async (ip) => {
  const [count, reset] = await redis.hit(`rate:${ip}`, 10);
  return { allowed: count <= 5, remaining: Math.max(0, 5 - count), reset };
};
