// The text of a request, taken apart.
function parseRequest(text) {
  // TODO
  return { method: "", path: "", query: {}, headers: {}, body: "" };
}

module.exports = { parseRequest };
