// differs: the loop begins after the calls
const again = () => Promise.resolve().then(again);
again();
exports.double = (number) => number;
