function createGreeting(greeting = "Hello") {
  return (name) => `${greeting}, ${name}!`;
}

module.exports = { createGreeting };
