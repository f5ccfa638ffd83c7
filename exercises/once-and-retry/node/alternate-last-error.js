function retry(fn, times) {
  if (times < 1) throw new RangeError("times");
  let last;
  for (let i = 0; i < times; i++) {
    try {
      return fn();
    } catch (error) {
      last = error;
    }
  }
  throw last;
}

function once(fn) {
  let answer = null;
  return (...args) => {
    if (answer === null) answer = { value: fn(...args) };
    return answer.value;
  };
}

module.exports = { retry, once };
