function retry(fn, times) {
  if (times < 1) throw new RangeError(`times must be at least 1: ${times}`);
  let result;
  let last;
  for (let call = 1; call <= times; call++) {
    try {
      result = fn();
      last = undefined;
    } catch (error) {
      last = error;
    }
  }
  if (last) throw last;
  return result;
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
