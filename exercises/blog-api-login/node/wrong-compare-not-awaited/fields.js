const Problem = require("./problem");

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

// What is wrong with each field, or false.
function refuse(fields) {
  const errors = Object.fromEntries(Object.entries(fields).filter(([, text]) => text));
  if (Object.keys(errors).length > 0) throw new Problem(422, "some fields are not right", { errors });
}

module.exports = { isText, refuse };
