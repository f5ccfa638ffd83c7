function minutesToClock(total) {
  const hours = total % 60;
  const minutes = Math.floor(total / 60);
  return `${hours}:${String(minutes).padStart(2, "0")}`;
}

module.exports = { minutesToClock };
