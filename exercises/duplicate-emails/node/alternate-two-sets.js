function duplicateEmails(addresses) {
  const keys = addresses.map((address) => address.trim().toLowerCase());
  const seen = new Set();
  const again = new Set();
  for (const key of keys) {
    if (seen.has(key)) again.add(key);
    seen.add(key);
  }
  return [...seen].filter((key) => again.has(key));
}

module.exports = { duplicateEmails };
