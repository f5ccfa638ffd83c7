function checkAccess(user) {
  if (user.admin = true) {
    return "Full access granted";
  } else if (user.permissions.includes("read")) {
    return "Read access granted";
  } else {
    return "Access denied";
  }
}

module.exports = { checkAccess };
