export const minutesToClock = (total) => {
  const rest = total % 60;
  const hours = (total - rest) / 60;
  return hours + ":" + (rest < 10 ? "0" : "") + rest;
};
