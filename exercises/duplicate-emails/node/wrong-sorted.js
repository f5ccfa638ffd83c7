function duplicateEmails(addresses) {
  const counts = new Map();
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts.keys()].filter((key) => counts.get(key) > 1).sort();
}

module.exports = { duplicateEmails };
