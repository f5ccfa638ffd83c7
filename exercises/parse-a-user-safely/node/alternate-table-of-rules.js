const RULES = [
  ["not an object", (data) => data !== null && data?.constructor === Object],
  ["missing name", ({ name }) => typeof name === "string" && name.trim().length > 0],
  ["bad age", ({ age }) => Number.isInteger(age) && age >= 0 && age <= 150],
];

const parseUser = (text) => {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    return { ok: false, error: "not json" };
  }
  for (const [error, holds] of RULES) {
    if (!holds(data)) return { ok: false, error };
  }
  return { ok: true, user: { name: data.name, age: data.age } };
};

module.exports = { parseUser };
