function triple(number) {
  // Your code
}

module.exports = { triple };
