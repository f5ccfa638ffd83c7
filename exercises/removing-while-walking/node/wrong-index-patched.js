function activeUsers(users) {
  for (let i = 0; i < users.length; i++) {
    if (!users[i].active) {
      users.splice(i, 1);
      i--;
    }
  }
  return users;
}

module.exports = { activeUsers };
