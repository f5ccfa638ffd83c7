export function buildProfile(id, name, age, permissions) {
  return { active: true, permissions: permissions.slice(), id, name, age };
}
