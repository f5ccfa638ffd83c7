const MINIMUM_AGE = 18;

export const mayEnter = (age) => Number(age) >= MINIMUM_AGE;
