function createGreeting(greeting = "Hello") {
  function greet(name = "everybody") {
    return `${greeting}, ${name}!`;
  }
}

module.exports = { createGreeting };
