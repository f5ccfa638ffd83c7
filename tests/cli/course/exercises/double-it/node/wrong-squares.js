function doubleIt(number) {
  return number * number;
}

module.exports = { doubleIt };
