// differs
const trap = new Proxy({}, new Proxy({}, { get() { throw new Error("no"); } }));
exports.wrap = () => ({ get items() { throw trap; } });
