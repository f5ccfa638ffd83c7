// crashed
exports.double = function double(number) { return double(number) + 1; };
