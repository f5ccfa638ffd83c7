function page(items, number, size) {
  const pages = Math.ceil(items.length / size);
  if (number < 1 || number > pages) throw new RangeError("no such page");
  const start = (number - 1) * size;
  return items.slice(start, start + size);
}

module.exports = { page };
