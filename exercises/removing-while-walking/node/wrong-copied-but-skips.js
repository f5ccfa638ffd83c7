function activeUsers(users) {
  const rest = [...users];
  for (let i = 0; i < rest.length; i++) {
    if (!rest[i].active) {
      rest.splice(i, 1);
    }
  }
  return rest;
}

module.exports = { activeUsers };
