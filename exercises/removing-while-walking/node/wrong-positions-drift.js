function activeUsers(users) {
  const rest = [...users];
  for (let i = 0; i < users.length; i++) {
    if (!users[i].active) {
      rest.splice(i, 1);
    }
  }
  return rest;
}

module.exports = { activeUsers };
