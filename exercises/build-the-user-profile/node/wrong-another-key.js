function buildProfile(id, name, age, permissions) {
  return { id, name, age, permissions: [...permissions], isActive: true };
}

module.exports = { buildProfile };
