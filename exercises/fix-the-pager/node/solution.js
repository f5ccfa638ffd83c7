function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  const start = (number - 1) * size;
  return items.slice(start, start + size);
}

module.exports = { page };
