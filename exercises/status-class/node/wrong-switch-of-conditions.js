function statusClass(code) {
  switch (code) {
    case code >= 200 && code <= 299:
      return "success";
    case code >= 300 && code <= 399:
      return "redirect";
    case code >= 400 && code <= 499:
      return "client error";
    case code >= 500 && code <= 599:
      return "server error";
    default:
      return "unknown";
  }
}

module.exports = { statusClass };
