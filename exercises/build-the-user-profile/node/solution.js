function buildProfile(id, name, age, permissions) {
  return {
    id: id,
    name: name,
    age: age,
    permissions: [...permissions],
    active: true,
  };
}

module.exports = { buildProfile };
