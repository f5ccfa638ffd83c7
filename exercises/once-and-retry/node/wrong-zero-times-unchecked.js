function retry(fn, times) {
  for (let call = 1; call <= times; call++) {
    try {
      return fn();
    } catch (error) {
      if (call === times) throw error;
    }
  }
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
