// crashed
const trap = new Proxy({}, new Proxy({}, { get() { throw new Error("no"); } }));
exports.double = () => trap;
