function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  return items.splice((number - 1) * size, size);
}

module.exports = { page };
