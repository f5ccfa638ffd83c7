const Problem = require("./problem");

function isText(value) {
  return typeof value === "string" && value.trim() !== "";
}

// What is wrong with each field, or false.
function refuse(fields) {
  for (const [name, text] of Object.entries(fields)) {
    if (text) throw new Problem(422, "a field is not right", { errors: { [name]: text } });
  }
}

module.exports = { isText, refuse };
