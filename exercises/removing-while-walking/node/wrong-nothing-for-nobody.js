function activeUsers(users) {
  const rest = [];
  for (const user of users) {
    if (user.active) rest.push(user);
  }
  return rest.length > 0 ? rest : null;
}

module.exports = { activeUsers };
