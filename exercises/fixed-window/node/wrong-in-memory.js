const LIMIT = 5;
const WINDOW = 10; // seconds

const windows = new Map();

async function allow(ip) {
  const now = Date.now();
  let window = windows.get(ip);
  if (!window || now >= window.ends) {
    window = { count: 0, ends: now + WINDOW * 1000 };
    windows.set(ip, window);
  }
  window.count += 1;
  return {
    allowed: window.count <= LIMIT,
    remaining: Math.max(0, LIMIT - window.count),
    reset: Math.ceil((window.ends - now) / 1000),
  };
}

module.exports = { allow };
