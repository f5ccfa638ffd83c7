console.log("Hello, Ada!");
