function duplicateEmails(addresses) {
  const counts = new Map();
  for (const address of addresses) {
    counts.set(address, (counts.get(address) ?? 0) + 1);
  }
  return [...counts.keys()].filter((key) => counts.get(key) > 1);
}

module.exports = { duplicateEmails };
