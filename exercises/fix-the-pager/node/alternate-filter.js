function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  return items.filter((_, i) => Math.floor(i / size) + 1 === number);
}

module.exports = { page };
