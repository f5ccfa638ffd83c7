function duplicateEmails(addresses) {
  const counts = new Map();
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const duplicates = [...counts.keys()].filter((key) => counts.get(key) > 1);
  return duplicates.length > 0 ? duplicates : null;
}

module.exports = { duplicateEmails };
