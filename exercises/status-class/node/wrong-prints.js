function statusClass(code) {
  if (!Number.isInteger(code)) console.log("unknown");
  else if (code < 200 || code > 599) console.log("unknown");
  else if (code < 300) console.log("success");
  else if (code < 400) console.log("redirect");
  else if (code < 500) console.log("client error");
  else console.log("server error");
}

module.exports = { statusClass };
