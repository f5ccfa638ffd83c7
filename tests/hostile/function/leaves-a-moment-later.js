// differs
setTimeout(() => process.exit(0), 0);
setImmediate(() => process.abort());
exports.double = (number) => 0;
