function minutesToClock(total) {
  const hours = Math.trunc(total / 60);
  const minutes = String(total % 60).padStart(2, "0");
  return "${hours}:${minutes}";
}

module.exports = { minutesToClock };
