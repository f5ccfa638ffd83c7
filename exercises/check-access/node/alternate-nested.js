function checkAccess(user) {
  let answer = "Access denied";
  if (user !== null && user !== undefined) {
    if (user.admin === true) {
      answer = "Full access granted";
    } else if (Array.isArray(user.permissions)) {
      if (user.permissions.indexOf("read") !== -1) {
        answer = "Read access granted";
      }
    }
  }
  return answer;
}

module.exports = { checkAccess };
