class UserError extends Error {}

function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    throw new UserError("not json");
  }
}

function check(data) {
  if (Object.prototype.toString.call(data) !== "[object Object]") {
    throw new UserError("not an object");
  }
  if (typeof data.name !== "string" || !/\S/.test(data.name)) {
    throw new UserError("missing name");
  }
  const inRange = data.age >= 0 && data.age <= 150;
  if (!Number.isInteger(data.age) || !inRange) throw new UserError("bad age");
  return { name: data.name, age: data.age };
}

function parseUser(text) {
  try {
    return { ok: true, user: check(read(text)) };
  } catch (error) {
    if (error instanceof UserError) return { ok: false, error: error.message };
    throw error;
  }
}

module.exports = { parseUser };
