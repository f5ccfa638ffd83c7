function activeUsers(users) {
  const rest = users;
  for (const user of users) {
    if (!user.active) rest.splice(rest.indexOf(user), 1);
  }
  return rest;
}

module.exports = { activeUsers };
