function triple(number) {
  console.log(number * 3);
}

module.exports = { triple };
