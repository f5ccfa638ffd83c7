function activeNames(users) {
  return users
    .filter((user) => user.active)
    .map((user) => user.name.toLowerCase())
    .sort();
}

module.exports = { activeNames };
