function activeUsers(users) {
  const rest = [];
  for (const user of users) {
    if (user.active) rest.push(user);
    return rest;
  }
  return rest;
}

module.exports = { activeUsers };
