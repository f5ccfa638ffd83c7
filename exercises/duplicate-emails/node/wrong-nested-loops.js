function same(left, right) {
  const letters = { sensitivity: "base" };
  return left.trim().localeCompare(right.trim(), undefined, letters) === 0;
}

function duplicateEmails(addresses) {
  const duplicates = [];
  for (const address of addresses) {
    const count = addresses.filter((other) => same(address, other)).length;
    const key = address.trim().toLowerCase();
    if (count > 1 && !duplicates.includes(key)) duplicates.push(key);
  }
  return duplicates;
}

module.exports = { duplicateEmails };
