export const toFahrenheit = (celsius) => 32 + celsius * 1.8;
