function minutesToClock(total) {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  return `${hours}:${String(minutes).padEnd(2, "0")}`;
}

module.exports = { minutesToClock };
