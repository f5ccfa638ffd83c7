function mayEnter(age) {
  const text = age.trim();
  return text !== "" && Number(text) >= 18;
}

module.exports = { mayEnter };
