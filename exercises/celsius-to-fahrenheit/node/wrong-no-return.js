function toFahrenheit(celsius) {
  const fahrenheit = (celsius * 9) / 5 + 32;
}

module.exports = { toFahrenheit };
