// timed-out
exports.double = () => {
  for (;;) process.stdout.write("x".repeat(2 ** 20));
};
