function createGreeting(greeting) {
  return (name = "everybody") => `${greeting}, ${name}!`;
}

module.exports = { createGreeting };
