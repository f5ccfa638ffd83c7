function mayEnter(age) {
  return typeof age === "number" && age >= 18;
}

module.exports = { mayEnter };
