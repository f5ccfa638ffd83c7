function parse(line) {
  const match = /^\s*\S+\s+(\S+)\s+(\d+)\s*$/.exec(line);
  return match ? { path: match[1], status: Number(match[2]) } : null;
}

function groupLog(lines) {
  const groups = new Map();
  let skipped = 0;
  for (const line of lines) {
    const request = parse(line);
    if (request === null) {
      skipped += 1;
    } else {
      const group = groups.get(request.path) ?? { count: 0, errors: 0 };
      group.count += 1;
      group.errors += request.status >= 400 ? 1 : 0;
      groups.set(request.path, group);
    }
  }
  return { ...Object.fromEntries(groups), _skipped: skipped };
}

module.exports = { groupLog };
