function mayEnter(age) {
  const text = String(age).trim();
  return text !== "" && text >= "18";
}

module.exports = { mayEnter };
