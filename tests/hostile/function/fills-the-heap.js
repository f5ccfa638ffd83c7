// crashed or timed-out
exports.double = () => {
  const all = [];
  for (;;) all.push({ all: [all.length] });
};
