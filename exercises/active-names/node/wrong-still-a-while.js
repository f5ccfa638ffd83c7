function activeNames(users) {
  const names = users.filter((user) => user.active).map((user) => user.name);
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
