function minutesToClock(total) {
  const hours = Math.floor(total / 60);
  const minutes = total % 60;
  return `${hours}:${minutes}`;
}

module.exports = { minutesToClock };
