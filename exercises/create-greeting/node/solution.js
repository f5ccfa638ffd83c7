function createGreeting(greeting = "Hello") {
  return (name = "everybody") => `${greeting}, ${name}!`;
}

module.exports = { createGreeting };
