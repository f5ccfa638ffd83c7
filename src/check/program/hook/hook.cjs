// Loaded before a learner's program: sees each step by which it changes a file of its folder. It ends the program in the
// middle of one of them, or lets several programs meet before their first.
const fs = require("node:fs");
const path = require("node:path");
const { fileURLToPath } = require("node:url");
const { syncBuiltinESMExports } = require("node:module");

const job = JSON.parse(process.env.ROADMAP_HOOK);
delete process.env.ROADMAP_HOOK;
delete process.env.NODE_OPTIONS;

const own = { ...fs };
const root = path.resolve(job.root) + path.sep;
const files = new Set();
const { kill, pid } = process;
let steps = 0;
// What the runtime does itself within a step is no step of its own.
let within = false;

function ours(target) {
  if (typeof target === "number") return files.has(target);
  try {
    const name = target instanceof URL ? fileURLToPath(target) : String(target);
    return path.resolve(name).startsWith(root);
  } catch {
    return false;
  }
}

function quietly(work) {
  within = true;
  try {
    return work();
  } finally {
    within = false;
  }
}

const die = () => {
  kill.call(process, pid, "SIGKILL");
  for (;;);
};

function arrive(place, number = job.number) {
  own.writeFileSync(path.join(job.folder, `${place}-${number}`), "");
}

// Waits until all programs have come to this place. One of them may be waiting for this one: who has waited in vain lets
// all others go.
function meet(place) {
  arrive(place);
  const until = Date.now() + job.milliseconds[place];
  const sleep = new Int32Array(new SharedArrayBuffer(4));
  while (own.readdirSync(job.folder).filter((name) => name.startsWith(place)).length < job.of) {
    if (Date.now() > until) for (let number = 0; number < job.of; number += 1) arrive(place, number);
    Atomics.wait(sleep, 0, 0, 2);
  }
}

// Before each step; `half` does as much of it as may have been done when the power fails.
function step(half) {
  if (within) return;
  steps += 1;
  if (job.of && steps === 1) meet("step");
  if (job.stop === steps) {
    try {
      quietly(half);
    } finally {
      die();
    }
  }
}

const bytes = (data, options) => {
  if (typeof data === "string") return Buffer.from(data, typeof options === "string" ? options : options?.encoding ?? "utf8");
  return ArrayBuffer.isView(data) ? Buffer.from(data.buffer, data.byteOffset, data.byteLength) : Buffer.from(String(data));
};
const writes = (flags) => (typeof flags === "number" ? (flags & 3) !== 0 : /[wax+]/.test(flags ?? "r"));
const half = (data) => data.subarray(0, Math.floor(data.length / 2));

function halfWritten(target, data, options, flag) {
  const file = typeof target === "number" ? target : own.openSync(target, options?.flag ?? flag);
  own.writeSync(file, half(bytes(data, options)));
}

function halfCopied(from, to) {
  own.writeFileSync(to, half(own.readFileSync(from)));
}

// For each way to change files: what of it is ours, and what half of it is.
const WAYS = {
  writeFile: [(to) => ours(to), (to, data, options) => halfWritten(to, data, options, "w")],
  appendFile: [(to) => ours(to), (to, data, options) => halfWritten(to, data, options, "a")],
  write: [(file) => ours(file), (file, data, at, length) => own.writeSync(file, half(bytes(data, length).subarray(typeof data === "string" ? 0 : at ?? 0)))],
  writev: [(file) => ours(file), (file, all) => own.writeSync(file, half(Buffer.concat(all.map((one) => bytes(one)))))],
  open: [(name, flags) => writes(flags) && ours(name), (name, flags, mode) => own.openSync(name, flags, typeof mode === "function" ? undefined : mode)],
  copyFile: [(from, to) => ours(to), halfCopied],
  rename: [(from, to) => ours(from) || ours(to), (from, to) => own.renameSync(from, to)],
  unlink: [(name) => ours(name), (name) => own.unlinkSync(name)],
  rm: [(name) => ours(name), (name, options) => own.rmSync(name, typeof options === "function" ? undefined : options)],
  link: [(from, to) => ours(to), (from, to) => own.linkSync(from, to)],
  mkdir: [(name) => ours(name), (name, options) => own.mkdirSync(name, typeof options === "function" ? undefined : options)],
  truncate: [(name) => ours(name), (name, length) => own.truncateSync(name, typeof length === "function" ? 0 : length)],
  ftruncate: [(file) => ours(file), (file, length) => own.ftruncateSync(file, typeof length === "function" ? 0 : length)],
};

const seen = (file, name, flags) => {
  if (typeof file === "number" && writes(flags) && ours(name)) files.add(file);
  return file;
};

function handled(handle, name) {
  if (!ours(name)) return handle;
  for (const way of ["write", "writeFile", "appendFile", "truncate"]) {
    const original = handle[way];
    handle[way] = (...args) => {
      step(() => (way === "truncate" ? own.ftruncateSync(handle.fd, args[0] ?? 0) : own.writeSync(handle.fd, half(bytes(args[0])))));
      return quietly(() => original.apply(handle, args));
    };
  }
  return handle;
}

for (const [way, [is, partly]] of Object.entries(WAYS)) {
  const [sync, callback, promised] = [fs[`${way}Sync`], fs[way], fs.promises[way]];
  const begin = (args) => {
    if (is(...args)) step(() => partly(...args));
  };
  if (sync) {
    fs[`${way}Sync`] = (...args) => {
      begin(args);
      const came = within ? sync.apply(fs, args) : quietly(() => sync.apply(fs, args));
      return way === "open" ? seen(came, args[0], args[1]) : came;
    };
  }
  if (callback) {
    fs[way] = (...args) => {
      begin(args);
      const done = args.at(-1);
      if (way === "open" && typeof done === "function") {
        args[args.length - 1] = (error, file) => done(error, error ? file : seen(file, args[0], args[1]));
      }
      return within ? callback.apply(fs, args) : quietly(() => callback.apply(fs, args));
    };
  }
  if (promised) {
    fs.promises[way] = (...args) => {
      begin(args);
      const came = quietly(() => promised.apply(fs.promises, args));
      return way === "open" ? came.then((handle) => (writes(args[1]) ? handled(handle, args[0]) : handle)) : came;
    };
  }
}
syncBuiltinESMExports();
if (job.of) {
  process.on("exit", () => arrive("step"));
  // What each runtime takes to start is no time that the program waits.
  meet("start");
}
