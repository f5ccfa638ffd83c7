// Make the smallest change that lets this program count to:
//   /home was visited 3 times
const visits = 0;
const page = "/home";

visits = visits + 1;
visits = visits + 1;
visits = visits + 1;

console.log(page + " was visited " + visits + " times");
