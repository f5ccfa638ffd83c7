const isRequest = (parts) => parts.length === 3 && /^\d+$/.test(parts[2]);

const groupLog = (lines) => {
  const all = lines.map((line) => line.split(" ").filter((part) => part !== ""));
  const good = all.filter(isRequest);
  return good.reduce(
    (groups, [, path, status]) => {
      const { count, errors } = groups[path] || { count: 0, errors: 0 };
      const failed = Number(status) >= 400 ? 1 : 0;
      return { ...groups, [path]: { count: count + 1, errors: errors + failed } };
    },
    { _skipped: all.length - good.length },
  );
};

module.exports = { groupLog };
