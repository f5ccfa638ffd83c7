function activeUsers(users) {
  const active = [];
  for (const user of users) {
    if (user.active) active.push(user);
  }
  return active;
}

module.exports = { activeUsers };
