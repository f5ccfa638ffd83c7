function parseUser(text) {
  try {
    const data = JSON.parse(text);
    if (typeof data !== "object" || data === null || Array.isArray(data)) {
      throw new Error("not an object");
    }
    if (typeof data.name !== "string" || data.name.trim() === "") {
      throw new Error("missing name");
    }
    if (!Number.isInteger(data.age) || data.age < 0 || data.age > 150) {
      throw new Error("bad age");
    }
    return { ok: true, user: { name: data.name, age: data.age } };
  } catch (error) {
    return { ok: false, error: error.message };
  }
}

module.exports = { parseUser };
