function buildProfile(id, name, age, permissions) {
  return JSON.stringify({ id, name, age, permissions, active: true });
}

module.exports = { buildProfile };
