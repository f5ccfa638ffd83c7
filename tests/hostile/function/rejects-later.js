// differs: nobody waits for the promise
Promise.reject(new Error("later"));
exports.double = async () => { await null; throw new Error("no"); };
