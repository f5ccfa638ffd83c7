function byName(left, right) {
  const a = left.toLowerCase();
  const b = right.toLowerCase();
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function activeNames(users) {
  return users
    .filter((user) => user.active)
    .map((user) => user.name)
    .sort(byName);
}

module.exports = { activeNames };
