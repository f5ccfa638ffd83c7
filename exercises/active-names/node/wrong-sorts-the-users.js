function activeNames(users) {
  return users
    .sort((a, b) => a.name.toLowerCase().localeCompare(b.name.toLowerCase()))
    .filter((user) => user.active)
    .map((user) => user.name);
}

module.exports = { activeNames };
