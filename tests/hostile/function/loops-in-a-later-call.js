// timed-out
exports.double = (number) => {
  while (number === 5) {}
  return number * 2;
};
