// crashed
exports.double = () => process.abort();
