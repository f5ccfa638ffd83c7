function toFahrenheit(celsius) {
  return Math.floor((celsius * 9) / 5 + 32);
}

module.exports = { toFahrenheit };
