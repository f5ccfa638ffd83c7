function createGreeting(greeting = "Hello") {
  return (name = "everybody") => {
    console.log(`${greeting}, ${name}!`);
  };
}

module.exports = { createGreeting };
