function shipping(cents) {
  return 0;
}

module.exports = { shipping };
