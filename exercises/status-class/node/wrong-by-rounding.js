function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  const names = { 2: "success", 3: "redirect", 4: "client error", 5: "server error" };
  return names[Math.round(code / 100)] ?? "unknown";
}

module.exports = { statusClass };
