// differs
exports.wrap = () => {
  let value = [];
  for (let i = 0; i < 100_000; i++) value = [value];
  return { items: value };
};
