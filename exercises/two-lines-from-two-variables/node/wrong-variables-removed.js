console.log("Hello, Developer!");
console.log("In 2026 I start my backend journey.");
