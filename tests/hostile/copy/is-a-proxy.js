// differs
exports.wrap = () => new Proxy({ items: [1, 2] }, { ownKeys: () => ["items"], get: () => [3] });
