// crashed
exports.double = (number) => {
  throw { get toString() { throw null; } };
};
