function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  switch (String(code)[0]) {
    case "2":
      return "success";
    case "3":
      return "redirect";
    case "4":
      return "client error";
    case "5":
      return "server error";
    default:
      return "unknown";
  }
}

module.exports = { statusClass };
