function activeUsers(users) {
  const rest = [...users];
  for (let i = rest.length - 1; i >= 0; i--) {
    if (!rest[i].active) rest.splice(i, 1);
  }
  return rest;
}

module.exports = { activeUsers };
