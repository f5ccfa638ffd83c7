// Works, and is hard to read. Say the same with filter, map and sort.
function activeNames(users) {
  const names = [];
  for (let i = 0; i < users.length; i++) {
    if (users[i].active === true) {
      names.push(users[i].name);
    }
  }
  let i = 1;
  while (i < names.length) {
    let j = i;
    while (j > 0) {
      const left = names[j - 1].toLowerCase();
      const right = names[j].toLowerCase();
      if (left <= right) {
        break;
      }
      const name = names[j];
      names[j] = names[j - 1];
      names[j - 1] = name;
      j -= 1;
    }
    i += 1;
  }
  return names;
}

module.exports = { activeNames };
