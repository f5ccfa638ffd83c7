function activeNames(users) {
  return users
    .filter((user) => user.active)
    .map((user) => user.name)
    .sort((left, right) => left.toLowerCase().localeCompare(right.toLowerCase()));
}

module.exports = { activeNames };
