function page(items, number, size) {
  if (number < 1) throw new RangeError("page numbers start at 1");
  const pages = Math.max(1, Math.ceil(items.length / size));
  if (number > pages) number = pages;
  const start = (number - 1) * size;
  return items.slice(start, start + size);
}

module.exports = { page };
