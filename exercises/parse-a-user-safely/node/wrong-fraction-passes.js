function failure(error) {
  return { ok: false, error };
}

function parseUser(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return failure("not json");
  }
  if (data === null || typeof data !== "object" || Array.isArray(data)) {
    return failure("not an object");
  }
  const { name, age } = data;
  if (typeof name !== "string" || name.trim() === "") {
    return failure("missing name");
  }
  if (typeof age !== "number" || age < 0 || age > 150) {
    return failure("bad age");
  }
  return { ok: true, user: { name, age } };
}

module.exports = { parseUser };
