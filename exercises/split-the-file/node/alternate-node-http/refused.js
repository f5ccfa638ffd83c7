module.exports = class Refused extends Error {
  constructor(why, message) {
    super(message);
    this.why = why;
  }
};
