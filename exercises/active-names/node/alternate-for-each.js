function activeNames(users) {
  const names = [];
  users.forEach((user) => {
    if (user.active === true) names.push(user.name);
  });
  names.sort((a, b) => a.toLowerCase().localeCompare(b.toLowerCase()));
  return names;
}

module.exports = { activeNames };
