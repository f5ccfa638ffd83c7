function duplicateEmails(addresses) {
  const counts = new Map();
  for (let i = 0; i < addresses.length; i++) {
    addresses[i] = addresses[i].trim().toLowerCase();
    counts.set(addresses[i], (counts.get(addresses[i]) ?? 0) + 1);
  }
  return [...counts.keys()].filter((key) => counts.get(key) > 1);
}

module.exports = { duplicateEmails };
