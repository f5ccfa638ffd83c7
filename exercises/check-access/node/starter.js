// Hand back "Full access granted", "Read access granted" or
// "Access denied". The last line lets other programs call the function.
function checkAccess(user) {
  return "";
}

module.exports = { checkAccess };
