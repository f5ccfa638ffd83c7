// differs
exports.wrap = (items) => {
  const copy = items.splice(0);
  items.push(1, 2, 3);
  return { items: copy };
};
