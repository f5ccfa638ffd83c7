function parseRequest(text) {
  let rest = text;
  const nextLine = () => {
    const at = rest.indexOf("\n");
    const line = at < 0 ? rest : rest.slice(0, at);
    rest = at < 0 ? "" : rest.slice(at + 1);
    return line.endsWith("\r") ? line.slice(0, -1) : line;
  };

  const match = /^(\S+) ([^\s?]+)(?:\?(\S*))? HTTP\/\S+$/.exec(nextLine());
  if (!match) throw new SyntaxError("this is no request line");

  const headers = {};
  for (let line = nextLine(); line !== ""; line = nextLine()) {
    const colon = line.indexOf(":");
    if (colon < 0) throw new SyntaxError("this is no header line");
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers[name] = headers[name] === undefined ? value : headers[name] + ", " + value;
  }

  const params = new URLSearchParams(match[3] ?? "");
  const query = Object.fromEntries([...params.keys()].map((name) => [name, params.getAll(name)]));
  return { method: match[1], path: match[2], query, headers, body: rest };
}

module.exports = { parseRequest };
