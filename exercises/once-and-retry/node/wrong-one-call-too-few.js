function retry(fn, times) {
  if (times < 1) throw new RangeError(`times must be at least 1: ${times}`);
  let last;
  for (let call = 1; call < times; call++) {
    try {
      return fn();
    } catch (error) {
      last = error;
    }
  }
  throw last ?? new Error("no call");
}

function once(fn) {
  let done = false;
  let result;
  return (...args) => {
    if (!done) {
      result = fn(...args);
      done = true;
    }
    return result;
  };
}

module.exports = { retry, once };
