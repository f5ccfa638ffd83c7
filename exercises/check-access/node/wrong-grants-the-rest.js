function checkAccess(user) {
  if (!user) return "Access denied";
  if (user.admin) return "Full access granted";
  if (user.permissions && !user.permissions.includes("read")) return "Access denied";
  return "Read access granted";
}

module.exports = { checkAccess };
