function duplicateEmails(addresses) {
  const counts = new Map();
  for (const address of addresses) {
    const key = address.trim().toLowerCase();
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const duplicates = [];
  for (const [address, count] of counts) {
    if (count > 1) duplicates.push(address);
  }
  return duplicates;
}

module.exports = { duplicateEmails };
