function parseUser(text) {
  try {
    const data = JSON.parse(text);
    if (data === null || typeof data !== "object" || Array.isArray(data)) {
      return { ok: false, error: "not an object" };
    }
    if (data.name.trim() === "") return { ok: false, error: "missing name" };
    if (!Number.isInteger(data.age) || data.age < 0 || data.age > 150) {
      return { ok: false, error: "bad age" };
    }
    return { ok: true, user: { name: data.name, age: data.age } };
  } catch {
    return { ok: false, error: "not json" };
  }
}

module.exports = { parseUser };
