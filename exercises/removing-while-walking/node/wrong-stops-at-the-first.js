function activeUsers(users) {
  const rest = [];
  for (const user of users) {
    if (!user.active) break;
    rest.push(user);
  }
  return rest;
}

module.exports = { activeUsers };
