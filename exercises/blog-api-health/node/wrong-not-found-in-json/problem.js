const { STATUS_CODES } = require("node:http");

// What went wrong, in words for the client. `more` is added to the answer.
class Problem extends Error {
  constructor(status, detail, more = {}) {
    super(detail);
    Object.assign(this, { status, more });
  }

  toJSON() {
    return { title: STATUS_CODES[this.status], status: this.status, detail: this.message, ...this.more };
  }
}

module.exports = Problem;
