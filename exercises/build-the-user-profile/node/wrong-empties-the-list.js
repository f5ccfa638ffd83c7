function buildProfile(id, name, age, permissions) {
  return { id, name, age, permissions: permissions.splice(0), active: true };
}

module.exports = { buildProfile };
