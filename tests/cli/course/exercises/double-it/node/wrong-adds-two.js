function doubleIt(number) {
  return number + 2;
}

module.exports = { doubleIt };
