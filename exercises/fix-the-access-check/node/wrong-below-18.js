function mayEnter(age) {
  const text = String(age).trim();
  return text !== "" && Number(text) <= 18;
}

module.exports = { mayEnter };
