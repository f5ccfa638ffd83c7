// total is a whole number of minutes. Hand back text, hours and minutes:
// minutesToClock(135) is "2:15", minutesToClock(5) is "0:05".
function minutesToClock(total) {
  return "";
}

module.exports = { minutesToClock };
