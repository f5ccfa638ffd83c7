// timed-out
for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"]) process.on(signal, () => {});
exports.double = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
