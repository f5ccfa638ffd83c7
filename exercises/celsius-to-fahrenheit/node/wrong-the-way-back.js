function toFahrenheit(celsius) {
  return ((celsius - 32) * 5) / 9;
}

module.exports = { toFahrenheit };
