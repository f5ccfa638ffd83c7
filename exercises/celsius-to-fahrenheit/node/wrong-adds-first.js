function toFahrenheit(celsius) {
  return ((celsius + 32) * 9) / 5;
}

module.exports = { toFahrenheit };
