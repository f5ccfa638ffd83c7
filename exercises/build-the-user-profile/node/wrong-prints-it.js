function buildProfile(id, name, age, permissions) {
  console.log({ id, name, age, permissions: [...permissions], active: true });
}

module.exports = { buildProfile };
