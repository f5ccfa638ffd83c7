function createGreeting(greeting = "Hello") {
  let text;
  return (name = "everybody") => {
    text ??= `${greeting}, ${name}!`;
    return text;
  };
}

module.exports = { createGreeting };
