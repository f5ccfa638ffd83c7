function duplicateEmails(addresses) {
  const counts = new Map();
  const spelling = new Map();
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
    if (!spelling.has(key)) spelling.set(key, address);
  }
  const duplicates = [];
  for (const [key, count] of counts) {
    if (count > 1) duplicates.push(spelling.get(key));
  }
  return duplicates;
}

module.exports = { duplicateEmails };
