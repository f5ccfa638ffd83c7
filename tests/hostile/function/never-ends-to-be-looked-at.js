// timed-out
exports.double = () => new Proxy([], { get: (_, key) => (key === "length" ? 2 ** 53 : key === Symbol.iterator ? function* () { for (;;) {} } : 0) });
