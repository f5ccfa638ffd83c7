function checkAccess(user) {
  if (!user) return "Access denied";
  if (user.isAdmin) return "Full access granted";
  if (user.permissions?.includes("read")) return "Read access granted";
  return "Access denied";
}

module.exports = { checkAccess };
