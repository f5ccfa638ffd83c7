// differs
exports.double = () => new Proxy(function () {}, { get: () => 4, apply: () => 4 });
