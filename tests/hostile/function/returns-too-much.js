// differs
exports.double = (number) => (number === 2 ? "x".repeat(1e8) : Array.from({ length: 1e6 }, (_, i) => i));
