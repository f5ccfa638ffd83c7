function checkAccess(user) {
  if (!user) return "Access denied";
  if (user.admin) return "Full access granted";
  if (user.permissions === ["read"]) return "Read access granted";
  return "Access denied";
}

module.exports = { checkAccess };
