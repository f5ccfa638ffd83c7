function statusClass(code) {
  if (Number.isInteger(code)) {
    if (code >= 200 && code <= 299) return "success";
    if (code >= 300 && code <= 399) return "redirect";
    if (code >= 400 && code <= 499) return "client error";
    if (code >= 500 && code <= 599) return "server error";
  }
}

module.exports = { statusClass };
