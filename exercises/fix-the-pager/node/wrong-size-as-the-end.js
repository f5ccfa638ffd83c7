function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  return items.slice((number - 1) * size, size);
}

module.exports = { page };
