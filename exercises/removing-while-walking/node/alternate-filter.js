const activeUsers = (users) => users.filter(({ active }) => active);

module.exports = { activeUsers };
