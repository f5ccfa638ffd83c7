const decode = (text) => decodeURIComponent(text.replaceAll("+", " "));

module.exports.parseRequest = function parseRequest(text) {
  const [head] = text.split(/\r?\n\r?\n/, 1);
  const body = text.slice(head.length).replace(/^\r?\n\r?\n/, "");
  const lines = head.split("\n").map((line) => line.replace(/\r$/, ""));
  const words = lines.shift().split(" ");
  if (words.length !== 3 || !words[2].startsWith("HTTP/")) throw new Error("request line");

  const question = words[1].indexOf("?");
  const path = question < 0 ? words[1] : words[1].slice(0, question);
  const query = {};
  if (question >= 0) {
    for (const pair of words[1].slice(question + 1).split("&")) {
      if (pair === "") continue;
      const [name, ...value] = pair.split("=");
      (query[decode(name)] ??= []).push(decode(value.join("=")));
    }
  }
  const headers = lines.filter((line) => line !== "").reduce((all, line) => {
    const [name, ...value] = line.split(":");
    if (value.length === 0) throw new Error("header line");
    const key = name.toLowerCase();
    const text = value.join(":").trim();
    return { ...all, [key]: key in all ? `${all[key]}, ${text}` : text };
  }, {});
  return { method: words[0], path, query, headers, body };
};
