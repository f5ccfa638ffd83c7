const GRANTED = { full: "Full access granted", read: "Read access granted" };

function level(user) {
  const { admin = false, permissions } = user ?? {};
  if (admin) return "full";
  return (permissions ?? []).some((word) => word === "read") ? "read" : "none";
}

function checkAccess(user) {
  return GRANTED[level(user)] ?? "Access denied";
}

module.exports = { checkAccess };
