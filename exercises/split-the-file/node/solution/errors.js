// What the program refuses, in its own words. Which status that is, the app decides.
class Invalid extends Error {}
class NotFound extends Error {}
class Conflict extends Error {}

module.exports = { Invalid, NotFound, Conflict };
