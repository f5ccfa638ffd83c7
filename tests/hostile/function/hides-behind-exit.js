// differs
process.on("exit", () => { for (;;) {} });
exports.double = () => 0;
