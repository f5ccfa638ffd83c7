function toFahrenheit(celsius) {
  return celsius * 2 + 30;
}

module.exports = { toFahrenheit };
