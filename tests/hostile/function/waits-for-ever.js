// cannot-start
await new Promise(() => {});
export const double = (number) => number * 2;
