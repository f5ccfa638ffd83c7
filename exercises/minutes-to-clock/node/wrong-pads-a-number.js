function minutesToClock(total) {
  return `${Math.trunc(total / 60)}:${(total % 60).padStart(2, "0")}`;
}

module.exports = { minutesToClock };
