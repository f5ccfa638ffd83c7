function triple(number) {
  return number + 3;
}

module.exports = { triple };
