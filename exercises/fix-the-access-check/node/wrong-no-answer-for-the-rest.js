function mayEnter(age) {
  const text = String(age).trim();
  const number = Number(text);
  if (text !== "" && Number.isFinite(number)) {
    return number >= 18;
  }
}

module.exports = { mayEnter };
