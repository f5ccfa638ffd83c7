// One rule for each field; Content-Length is looked at before reading.
const { createServer } = require("node:http");

const rules = {
  title: { required: true, good: (value) => typeof value === "string" && /^.{1,200}$/su.test(value) },
  done: { good: (value) => value === true || value === false },
  due: { good: isDay },
};

function isDay(value) {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? [];
  const days = new Date(Number(year), Number(month), 0).getDate();
  return Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= days;
}

function problems(data) {
  if (Object.prototype.toString.call(data) !== "[object Object]") return ["body"];
  const unknown = Object.keys(data).filter((name) => !Object.hasOwn(rules, name));
  const wrong = Object.entries(rules).filter(([name, rule]) =>
    Object.hasOwn(data, name) ? !rule.good(data[name]) : rule.required,
  );
  return [...wrong.map(([name]) => name), ...unknown];
}

let count = 0;

createServer((req, res) => {
  const send = (status, data) => {
    res.writeHead(status, { "content-type": "application/json", connection: "close" });
    res.end(JSON.stringify(data));
  };
  if (req.url !== "/tasks" || req.method !== "POST") return send(404, { error: "not found" });
  if (!/^application\/json\b/.test(req.headers["content-type"])) return send(415, { error: "JSON, please" });
  if (Number(req.headers["content-length"]) > 100000) return send(413, { error: "too large" });

  let text = "";
  req.setEncoding("utf8");
  req.on("data", (part) => (text += part));
  req.on("end", () => {
    let data;
    try {
      data = JSON.parse(text);
    } catch (error) {
      return send(400, { error: "not JSON" });
    }
    const fields = problems(data);
    if (fields.length) return send(422, { errors: fields.map((field) => ({ field, message: "is wrong" })) });
    count += 1;
    send(201, { id: count, done: false, due: null, ...data });
  });
}).listen(process.env.PORT || 3000);
