function activeUsers(users) {
  if (users.every((user) => user.active)) return users;
  return users.filter((user) => user.active);
}

module.exports = { activeUsers };
