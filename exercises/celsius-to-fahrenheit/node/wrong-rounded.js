function toFahrenheit(celsius) {
  return Math.round((celsius * 9) / 5 + 32);
}

module.exports = { toFahrenheit };
