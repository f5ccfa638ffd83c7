function toFahrenheit(celsius) {
  return (celsius * 9) / 5;
}

module.exports = { toFahrenheit };
