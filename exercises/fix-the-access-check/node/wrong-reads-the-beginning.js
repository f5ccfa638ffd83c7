function mayEnter(age) {
  const text = String(age).trim();
  return text !== "" && parseInt(text, 10) >= 18;
}

module.exports = { mayEnter };
