function checkAccess(user) {
  if (!user) return false;
  if (user.admin) return true;
  if (user.permissions?.includes("read")) return true;
  return false;
}

module.exports = { checkAccess };
