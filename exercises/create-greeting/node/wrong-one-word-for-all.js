let word = "Hello";

function createGreeting(greeting = "Hello") {
  word = greeting;
  return (name = "everybody") => `${word}, ${name}!`;
}

module.exports = { createGreeting };
