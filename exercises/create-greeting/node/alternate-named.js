function createGreeting(greeting) {
  const word = greeting ?? "Hello";

  function greet(name) {
    if (name === undefined) name = "everybody";
    return word + ", " + name + "!";
  }

  return greet;
}

module.exports = { createGreeting };
