function checkAccess(user) {
  if (!user) return "Access denied";
  if (user.permissions?.includes("read")) return "Read access granted";
  if (user.admin) return "Full access granted";
  return "Access denied";
}

module.exports = { checkAccess };
