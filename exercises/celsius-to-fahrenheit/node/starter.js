// Hand back the temperature in Fahrenheit: nine fifths of the Celsius
// value, plus 32.
// Write only between the braces. The last line lets other programs
// call the function.
function toFahrenheit(celsius) {
  return 0;
}

module.exports = { toFahrenheit };
