function activeNames(users) {
  const names = users.reduce((found, { name, active }) => (active ? [...found, name] : found), []);
  return names.sort((a, b) => a.localeCompare(b, "en", { sensitivity: "base" }));
}

module.exports = { activeNames };
