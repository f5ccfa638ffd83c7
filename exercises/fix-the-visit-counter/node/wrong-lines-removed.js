const visits = 0;
const page = "/home";

console.log(page + " was visited " + visits + " times");
