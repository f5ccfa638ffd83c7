// differs
exports.double = () => {
  console.log('{"case": 0, "value": {"t": "number", "v": "4"}}');
  return 0;
};
