function buildProfile(id, name, age, permissions) {
  return { id, name, age, permissions: [...permissions] };
}

module.exports = { buildProfile };
