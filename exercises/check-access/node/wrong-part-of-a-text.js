function checkAccess(user) {
  if (!user) return "Access denied";
  if (user.admin) return "Full access granted";
  const text = String(user.permissions ?? "");
  if (text.includes("read")) return "Read access granted";
  return "Access denied";
}

module.exports = { checkAccess };
