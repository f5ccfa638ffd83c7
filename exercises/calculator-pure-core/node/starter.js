// Takes two numbers and an operator, and hands back the result. It reads nothing and prints nothing.
function calculate(left, operator, right) {
  // TODO: move the calculation to this place, from main.js.
}

module.exports = { calculate };
