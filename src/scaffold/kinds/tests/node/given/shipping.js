function shipping(cents) {
  return cents >= 5000 ? 0 : 490;
}

module.exports = { shipping };
