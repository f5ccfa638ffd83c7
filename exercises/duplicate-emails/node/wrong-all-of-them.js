function duplicateEmails(addresses) {
  const seen = new Set();
  for (const address of addresses) {
    seen.add(address.trim().toLowerCase());
  }
  return [...seen];
}

module.exports = { duplicateEmails };
