function buildProfile(id, name, age, permissions) {
  const profile = { id, name, age, permissions: [] };
  profile.permissions = profile.permissions.concat(permissions);
  profile.active = true;
  return profile;
}

module.exports = { buildProfile };
