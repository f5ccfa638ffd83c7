let visits = 0;
const page = "/home";

visits = visits + 1;
visits = visits + 1;
visits = visits + 1;

console.log(page + " was visited " + visits + " times");
