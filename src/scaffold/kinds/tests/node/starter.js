const test = require("node:test");
const assert = require("node:assert");
const { shipping } = require("./shipping");

// Your tests.
