function activeUsers(users) {
  const byName = new Map();
  for (const user of users) {
    if (user.active) byName.set(user.name, user);
  }
  return [...byName.values()];
}

module.exports = { activeUsers };
