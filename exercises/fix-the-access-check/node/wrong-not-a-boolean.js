function mayEnter(age) {
  return age && Number(age) >= 18;
}

module.exports = { mayEnter };
