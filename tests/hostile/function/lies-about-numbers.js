// differs
class Four extends Number {
  toString() { return "4"; }
  valueOf() { return 4; }
  toJSON() { return 4; }
  [Symbol.toPrimitive]() { return 4; }
}
exports.double = () => new Four(7);
