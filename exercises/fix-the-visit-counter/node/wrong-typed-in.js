let visits = 3;
const page = "/home";

console.log(page + " was visited " + visits + " times");
