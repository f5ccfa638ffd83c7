function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  if (code < 300) return "success";
  if (code < 400) return "redirect";
  if (code < 500) return "client error";
  if (code < 600) return "server error";
  return "unknown";
}

module.exports = { statusClass };
