// differs
exports.double = () => {
  const value = [{}];
  value[0].again = value;
  return value;
};
