const CLASSES = {
  2: "success",
  3: "redirect",
  4: "client error",
  5: "server error",
};

function statusClass(code) {
  if (!Number.isInteger(code)) return "unknown";
  return CLASSES[Math.floor(code / 100)] ?? "unknown";
}

module.exports = { statusClass };
