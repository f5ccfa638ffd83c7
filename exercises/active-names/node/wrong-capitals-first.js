function activeNames(users) {
  return users
    .filter((user) => user.active)
    .map((user) => user.name)
    .sort();
}

module.exports = { activeNames };
