function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  if (code < 200) return "unknown";
  if (code < 300) return "success";
  if (code < 400) return "redirect";
  if (code < 500) return "client error";
  return "server error";
}

module.exports = { statusClass };
