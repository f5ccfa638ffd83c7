function toFahrenheit(celsius) {
  return (celsius * 5) / 9 + 32;
}

module.exports = { toFahrenheit };
