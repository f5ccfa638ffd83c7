function doubleIt(number) {
  return number;
}

module.exports = { doubleIt };
