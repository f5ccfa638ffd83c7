// differs
process.chdir("/");
exports.double = () => 0;
