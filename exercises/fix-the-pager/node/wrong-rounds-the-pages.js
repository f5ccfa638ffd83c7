function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  const pages = Math.round(items.length / size);
  if (number > pages) return [];
  const result = [];
  for (let i = (number - 1) * size; i < number * size; i++) {
    if (i < items.length) result.push(items[i]);
  }
  return result;
}

module.exports = { page };
