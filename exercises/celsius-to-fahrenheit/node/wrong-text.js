function toFahrenheit(celsius) {
  return ((celsius * 9) / 5 + 32).toFixed(2);
}

module.exports = { toFahrenheit };
