const retry = (fn, times) => {
  if (!(times >= 1)) throw new RangeError("times is below 1");
  try {
    return fn();
  } catch (error) {
    if (times === 1) throw error;
    return retry(fn, times - 1);
  }
};

function once(fn) {
  const results = [];
  return function (...args) {
    if (results.length === 0) results.push(fn.apply(this, args));
    return results[0];
  };
}

module.exports = { retry, once };
