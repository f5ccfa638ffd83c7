function retry(fn, times) {
  if (times < 1) throw new RangeError(`times must be at least 1: ${times}`);
  for (let call = 1; ; call++) {
    try {
      return fn();
    } catch (error) {
      if (call === times) throw error;
    }
  }
}

let done = false;
let result;

function once(fn) {
  return (...args) => {
    if (!done) {
      result = fn(...args);
      done = true;
    }
    return result;
  };
}

module.exports = { retry, once };
