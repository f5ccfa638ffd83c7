// crashed
exports.double = (number) => {
  for (let i = 0; i < 40; i++) {
    try {
      require("node:fs").closeSync(i);
    } catch {}
  }
  return number * 2;
};
