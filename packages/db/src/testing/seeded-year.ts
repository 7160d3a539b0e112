export { countAgain, type PlainFigures } from "./count-again.ts";
export { countStockAgain, type PlainStock } from "./count-stock-again.ts";
export { type SeededYear, seedYear } from "./seed-year.ts";
