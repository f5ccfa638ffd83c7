// Hand back the addresses that occur more than once, each of them once.
function duplicateEmails(addresses) {
  return addresses;
}

module.exports = { duplicateEmails };
