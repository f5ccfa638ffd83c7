function mayEnter(age) {
  return String(age) > "18";
}

module.exports = { mayEnter };
