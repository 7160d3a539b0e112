export { countAgain, type PlainFigures } from "./count-again.ts";
export { type SeededYear, seedYear } from "./seed-year.ts";
