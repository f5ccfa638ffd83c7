let greet;

function createGreeting(greeting = "Hello") {
  greet ??= (name = "everybody") => `${greeting}, ${name}!`;
  return greet;
}

module.exports = { createGreeting };
