// The text of a request, taken apart.
function parseRequest(text) {
  const end = /\r?\n\r?\n/.exec(text); // the empty line
  const head = end ? text.slice(0, end.index) : text;
  const body = end ? text.slice(end.index + end[0].length) : "";
  const [requestLine, ...headerLines] = head.trimEnd().split(/\r?\n/);

  const parts = requestLine.split(" ");
  if (parts.length !== 3 || parts.includes("") || !parts[2].startsWith("HTTP/")) {
    throw new Error("bad request line");
  }
  const [method, target] = parts;
  const [path, search] = target.split("?");
  return { method, path, query: parseQuery(search), headers: parseHeaders(headerLines), body };
}

// what stands before and after the first separator
function cut(text, separator) {
  const at = text.indexOf(separator);
  if (at < 0) return [text, ""];
  return [text.slice(0, at), text.slice(at + separator.length)];
}

function parseQuery(search) {
  const query = {};
  for (const [name, value] of new URLSearchParams(search)) {
    query[name] = [...(query[name] ?? []), value];
  }
  return query;
}

function parseHeaders(lines) {
  const headers = {};
  for (const line of lines) {
    if (!line.includes(":")) throw new Error("bad header line");
    const [rawName, rawValue] = cut(line, ":");
    const name = rawName.toLowerCase();
    const value = rawValue.trim();
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

module.exports = { parseRequest };
