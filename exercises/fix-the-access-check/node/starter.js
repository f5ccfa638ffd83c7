// A page for people of 18 and older. Two mistakes are in here:
// the text "9" gets in, and the number 18 does not.
function mayEnter(age) {
  const text = String(age).trim();
  return text !== "" && text > "18";
}

module.exports = { mayEnter };
