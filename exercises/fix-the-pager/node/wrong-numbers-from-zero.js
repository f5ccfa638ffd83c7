function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  const start = number * size;
  return items.slice(start, start + size);
}

module.exports = { page };
