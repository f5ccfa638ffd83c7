function createGreeting(greeting = "Hello", name = "everybody") {
  return `${greeting}, ${name}!`;
}

module.exports = { createGreeting };
