function byName(left, right) {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function activeNames(users) {
  if (users.length === 0) return null;
  return users
    .filter((user) => user.active)
    .map((user) => user.name)
    .sort(byName);
}

module.exports = { activeNames };
