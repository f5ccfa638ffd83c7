// crashed
Array.isArray = () => false;
Array.prototype[Symbol.iterator] = function* () {};
Array.prototype.map = Array.prototype.push = Array.prototype.find = () => 0;
String.prototype.toWellFormed = () => "";
Object.keys = Object.hasOwn = Object.getOwnPropertyDescriptor = () => 0;
Number.prototype.toString = () => "4";
globalThis.String = () => "4";
globalThis.Number = globalThis.Promise = globalThis.Map = globalThis.Set = Array;
require("node:fs").writeSync = () => {};
process.stdout.write = () => {};
process.exit = () => {};
exports.double = () => 0;
