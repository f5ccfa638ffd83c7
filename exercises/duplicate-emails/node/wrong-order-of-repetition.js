function duplicateEmails(addresses) {
  const seen = new Set();
  const duplicates = new Set();
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    if (seen.has(key)) duplicates.add(key);
    seen.add(key);
  }
  return [...duplicates];
}

module.exports = { duplicateEmails };
