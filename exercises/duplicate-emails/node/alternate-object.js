const duplicateEmails = (addresses) => {
  const counts = {};
  addresses.forEach((address) => {
    const key = address.toLowerCase().trim();
    counts[key] = (counts[key] || 0) + 1;
  });
  return Object.keys(counts).filter((key) => counts[key] >= 2);
};

module.exports = { duplicateEmails };
