// Hand back the active users as a new list. Sometimes it goes wrong.
function activeUsers(users) {
  for (let i = 0; i < users.length; i++) {
    if (!users[i].active) {
      users.splice(i, 1); // takes out the item at place i
    }
  }
  return users;
}

module.exports = { activeUsers };
