// timed-out
setInterval(() => {}, 1000);
