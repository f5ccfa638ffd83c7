function buildProfile(id, name, age, permissions) {
  return { id, name, age, permissions, active: true };
}

module.exports = { buildProfile };
