function statusClass(code) {
  if (!Number.isInteger(code) || code > 599) return "unknown";
  if (code >= 200) return "success";
  if (code >= 300) return "redirect";
  if (code >= 400) return "client error";
  if (code >= 500) return "server error";
  return "unknown";
}

module.exports = { statusClass };
