function activeUsers(users) {
  const rest = [];
  for (const user of users) {
    if (user.active) rest.push(user.name);
  }
  return rest;
}

module.exports = { activeUsers };
