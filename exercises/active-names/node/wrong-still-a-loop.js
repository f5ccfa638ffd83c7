function activeNames(users) {
  const names = [];
  for (const user of users) {
    if (user.active) names.push(user.name);
  }
  return names
    .sort((left, right) => {
      const a = left.toLowerCase();
      const b = right.toLowerCase();
      return a < b ? -1 : a > b ? 1 : 0;
    });
}

module.exports = { activeNames };
