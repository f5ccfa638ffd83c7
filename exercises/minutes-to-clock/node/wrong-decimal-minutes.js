function minutesToClock(total) {
  const hours = (total / 60).toFixed(2);
  return hours.replace(".", ":");
}

module.exports = { minutesToClock };
