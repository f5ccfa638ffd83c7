function page(items, number, size) {
  const result = [];
  for (let i = (number - 1) * size; i < number * size; i++) {
    if (i >= 0 && i < items.length) result.push(items[i]);
  }
  return result;
}

module.exports = { page };
