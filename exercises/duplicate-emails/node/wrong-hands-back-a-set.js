function duplicateEmails(addresses) {
  const seen = new Set();
  const twice = new Set();
  for (const address of addresses) {
    const clean = address.trim().toLowerCase();
    if (seen.has(clean)) twice.add(clean);
    seen.add(clean);
  }
  return twice;
}

module.exports = { duplicateEmails };
