function duplicateEmails(addresses) {
  const seen = new Set();
  const duplicates = [];
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    if (seen.has(key)) duplicates.push(key);
    seen.add(key);
  }
  return duplicates;
}

module.exports = { duplicateEmails };
