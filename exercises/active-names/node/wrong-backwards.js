function activeNames(users) {
  return users
    .filter((user) => user.active)
    .map((user) => user.name)
    .sort((left, right) => {
      const a = left.toLowerCase();
      const b = right.toLowerCase();
      return a < b ? 1 : a > b ? -1 : 0;
    });
}

module.exports = { activeNames };
