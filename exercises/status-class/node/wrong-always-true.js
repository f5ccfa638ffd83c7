function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  if (200 <= code <= 299) return "success";
  if (300 <= code <= 399) return "redirect";
  if (400 <= code <= 499) return "client error";
  if (500 <= code <= 599) return "server error";
  return "unknown";
}

module.exports = { statusClass };
