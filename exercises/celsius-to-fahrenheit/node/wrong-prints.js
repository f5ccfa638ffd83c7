function toFahrenheit(celsius) {
  console.log((celsius * 9) / 5 + 32);
}

module.exports = { toFahrenheit };
