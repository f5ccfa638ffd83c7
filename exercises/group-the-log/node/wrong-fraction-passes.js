function groupLog(lines) {
  const groups = { _skipped: 0 };
  for (const line of lines) {
    const parts = line.trim().split(/\s+/);
    const status = Number(parts[2]);
    if (parts.length !== 3 || Number.isNaN(status)) {
      groups._skipped += 1;
      continue;
    }
    const path = parts[1];
    groups[path] ??= { count: 0, errors: 0 };
    groups[path].count += 1;
    if (status >= 400) groups[path].errors += 1;
  }
  return groups;
}

module.exports = { groupLog };
