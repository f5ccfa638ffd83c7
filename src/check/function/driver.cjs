// Calls functions of a learner's file and writes what came of each call to a file of its own, one JSON object a line.
// Everything that it uses is taken before the learner's code runs, which may print, exit or change what is global.
const fs = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

const { openSync, readFileSync, rmSync, writeSync } = fs;
const { parse, stringify } = JSON;
const { isArray } = Array;
const { keys } = Object;
const { cpuUsage, exit, hrtime, stdout } = process;
const { apply, getPrototypeOf, ownKeys } = Reflect;
const text = String;
const print = stdout.write.bind(stdout);
stdout._handle?.setBlocking?.(true);

const job = parse(readFileSync(process.argv[2], "utf8"));
rmSync(process.argv[2]);
const results = openSync(job.results, "a");
try {
  rmSync(job.results);
} catch {
  // Not every system removes what is open.
}
const file = path.resolve(job.main);
process.argv.splice(1, 2, file);
// Where calls come one by one, they come over a connection.
const connection = job.port && require("node:net").connect(job.port, "127.0.0.1").setEncoding("utf8");

// Of JSON only texts are left to others: the `toJSON` of an object may be anybody's.
function written(value) {
  if (value === undefined || value === null) return "null";
  if (typeof value !== "object") return stringify(value);
  if (isArray(value)) return "[" + value.map(written).join(",") + "]";
  return "{" + keys(value).map((key) => stringify(key) + ":" + written(value[key])).join(",") + "}";
}

const report = (what) => writeSync(results, written({ token: job.token, ...what }) + "\n");
const mark = () => print(job.mark);

// Values, with their kinds spelled out.

const DEEP = 30;
const MANY = 20000;
const LONG = 100000;

function encode(value, more = 0) {
  let left = MANY + more;
  const above = new Set();
  const one = (value) => {
    left -= 1;
    if (left < 0 || above.size > DEEP) return { t: "cut", v: "…" };
    switch (typeof value) {
      case "undefined": return { t: "undefined" };
      case "boolean": return { t: "boolean", v: value };
      case "number": return { t: "number", v: text(value) };
      case "bigint": return { t: "bigint", v: value.toString(16).length > 1000 ? "…" : text(value) };
      case "string": return plain(value);
      case "symbol": return { t: "other", v: "a symbol" };
      case "function": return { t: "other", v: /^class\b/.test(Function.prototype.toString.call(value)) ? "a class" : "a function" };
      default: return value === null ? { t: "null" } : inside(value);
    }
  };
  const plain = (value) => {
    left -= value.length / 50;
    return value.length > LONG + more ? { t: "cut", v: value.slice(0, 50).toWellFormed() } : { t: "text", v: value.toWellFormed() };
  };
  const inside = (value) => {
    if (above.has(value)) return { t: "other", v: "itself again" };
    above.add(value);
    try {
      return whole(value);
    } finally {
      above.delete(value);
    }
  };
  const some = (items, each) => {
    const out = [];
    for (const item of items) {
      out.push(each(item));
      if (left < 0) break;
    }
    return out;
  };
  const fields = (value) => some(ownKeys(value).filter((key) => typeof key === "string" && Object.getOwnPropertyDescriptor(value, key)?.enumerable), (key) => [key.toWellFormed(), one(value[key])]);
  const whole = (value) => {
    if (isArray(value)) return { t: "list", v: some(value, one) };
    if (value instanceof Promise) return { t: "other", v: "a promise" };
    if (value instanceof Date) return { t: "other", v: `the Date ${Number.isNaN(value.getTime()) ? "that is no date" : value.toISOString()}` };
    if (value instanceof RegExp) return { t: "other", v: `the pattern ${text(value)}` };
    if (value instanceof Error) return { t: "other", v: `the ${value.name} "${value.message}", handed back instead of thrown` };
    if (value instanceof Map) return { t: "map", v: some(value, ([key, item]) => [one(key), one(item)]) };
    if (value instanceof Set) return { t: "set", v: some(value, one) };
    if (value instanceof Number || value instanceof String || value instanceof Boolean) return { t: "other", v: `a ${value.constructor.name} object` };
    if (ArrayBuffer.isView(value)) return { t: "other", v: `the ${value.constructor.name} [${text(Array.prototype.slice.call(value, 0, 20))}]` };
    const above = getPrototypeOf(value);
    if (above === null || above === Object.prototype) return { t: "record", v: fields(value) };
    return { t: "object", v: { class: text(value.constructor?.name || "object"), fields: fields(value) } };
  };
  try {
    return one(value);
  } catch {
    return { t: "other", v: "a value that cannot be looked at" };
  }
}

// What is thrown.

function raised(error) {
  if (!(error instanceof Error)) return { threw: encode(error) };
  try {
    const types = [text(error.name)];
    for (let at = getPrototypeOf(error); at && at !== Object.prototype; at = getPrototypeOf(at)) types.push(text(at.constructor?.name));
    const place = text(error.stack).split("\n").find((line) => /^ +at /.test(line) && line.includes(job.main + ":"));
    const line = Number(place?.slice(place.lastIndexOf(job.main + ":") + job.main.length + 1).split(":")[0]);
    return { raised: { types, message: text(error.message).toWellFormed(), line: Number.isInteger(line) ? line : null } };
  } catch {
    return { raised: { types: ["Error"], message: "", line: null } };
  }
}

// The way into a value: names of records, numbers of lists.
const into = (value, way) => way.reduce((at, key) => (at === null || at === undefined ? undefined : at[key]), value);

// What is ours: stubs, what earlier calls of a check handed back, and numbers that JSON has no word for.

const SIGN = "\u0002";
const after = setTimeout;
const soon = setImmediate;
let known = {};
let stubs = {};
let events = [];
let timers = [];
let lost = [];

function revive(value) {
  if (value === null || typeof value !== "object") return value;
  if (value[SIGN]) return value[SIGN][0] === "number" ? Number(value[SIGN][1].replace("inf", "Infinity")) : known[value[SIGN][1]];
  for (const key of keys(value)) value[key] = revive(value[key]);
  return value;
}

function counted(value, n) {
  if (value === "{n}") return n;
  if (typeof value === "string") return value.split("{n}").join(text(n));
  if (value === null || typeof value !== "object") return value;
  const copy = isArray(value) ? [] : {};
  for (const key of keys(value)) copy[key] = counted(value[key], n);
  return copy;
}

function stub(name, how) {
  const calls = [];
  stubs[name] = calls;
  return (...args) => {
    calls[calls.length] = args.slice(0, 20).map((arg) => encode(arg));
    const n = calls.length;
    const come = () => {
      if (n <= how.fails) throw new Error(counted(how.message, n));
      return how.echoes ? args[0] : counted(how.returns, n);
    };
    events[events.length] = [name, true];
    if (how.later === null) return come();
    const timer = new Promise((done) => after(done, how.later));
    timers[timers.length] = timer;
    return timer.then(() => {
      events[events.length] = [name, false];
      return come();
    });
  };
}

function begin(all) {
  [known, stubs, events, timers, lost] = [{}, {}, [], [], []];
  for (const name of keys(all)) known[name] = stub(name, { ...all[name], returns: revive(all[name].returns) });
}

// Every stub is done before the next check begins, so that an error that nobody waits for is seen by its own check.
async function settled() {
  if (timers.length === 0) return;
  await Promise.all(timers);
  await new Promise((done) => soon(done));
}

// The calls, each with its number.
async function* coming() {
  if (!connection) return yield* job.calls.entries();
  let rest = "";
  for await (const part of connection) {
    const whole = (rest + part).split("\n");
    rest = whole.pop();
    for (const call of whole.map((line) => parse(line))) yield [call.index, call];
  }
}

async function one(index, call, holders) {
  report({ begin: index });
  mark();
  if (call.stubs) begin(call.stubs);
  let [holder, called] = [holders.find((one) => typeof one[call.name] === "function"), call.name];
  if (call.kept) {
    [holder, called] = [into({ known }, ["known", ...call.kept.slice(0, -1)]), call.kept.at(-1)];
    if (typeof holder?.[called] !== "function") {
      report({ case: index, uncallable: encode(holder?.[called]) });
      mark();
      return;
    }
  }
  if (!holder) {
    const names = holders.flatMap((one) => Object.keys(one).filter((name) => typeof one[name] === "function"));
    const other = holders.find((one) => Object.hasOwn(one, call.name));
    report({ case: index, missing: { names, instead: other ? encode(other[call.name]) : null, alone: holders.some((one) => typeof one === "function") } });
    mark();
    return;
  }
  const args = call.args.map(revive);
  const given = [...args];
  const began = { cpu: cpuUsage(), wall: hrtime.bigint() };
  let came;
  try {
    let value = apply(holder[called], call.kept?.length === 1 ? undefined : holder, given);
    if (call.awaits) value = await value;
    else if (value instanceof Promise) value.catch(() => {});
    came = { value };
  } catch (error) {
    came = { error };
  }
  const cpu = cpuUsage(began.cpu);
  const took = call.awaits ? Number(hrtime.bigint() - began.wall) / 1e9 : (cpu.user + cpu.system) / 1e6;
  if (call.as) known[call.as] = came.value;
  await settled();
  mark();
  const watched = { calls: stubs, events: events.slice(0, 1000), unhandled: lost.length > 0 ? raised(lost[0]).raised : null };
  const outcome = "error" in came ? raised(came.error) : { value: encode(came.value, call.more) };
  let copies = [];
  try {
    if ("value" in came) copies = call.copies.map(({ arg, into: way }) => into(came.value, way) === args[arg]);
  } catch {
    // A getter that throws is told with the value itself.
  }
  report({ case: index, took, ...outcome, copies, args: call.keeps ? args.map((arg) => encode(arg, call.more)) : [], watched });
}

async function run() {
  // `require` starts faster; `import` is for those who write `export`.
  const isModule = /^\s*(?:import|export)\b/m.test(readFileSync(file, "utf8"));
  const exported = isModule ? await import(pathToFileURL(file).href) : require(file);
  const holders = [exported, exported?.default].filter((one) => one !== null && (typeof one === "object" || typeof one === "function"));
  report({ loaded: true });
  const waits = (call) => call.stubs && keys(call.stubs).some((name) => call.stubs[name].later !== null);
  if (job.calls.some(waits)) process.on("unhandledRejection", (error) => { lost[lost.length] = error; });

  for await (const [index, call] of coming()) await one(index, call, holders);
  exit.call(process, 0);
}

run();
