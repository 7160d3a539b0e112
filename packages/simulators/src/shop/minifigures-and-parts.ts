import type { ShopProduct } from "./shop-types.ts";

type MinifigureFacts = readonly [number: string, name: string, theme: string, year: number];
type PartFacts = readonly [number: string, name: string, colorId: number, colorName: string];

// BrickLink's own minifigure numbers.
const minifigureFacts: readonly MinifigureFacts[] = [
  ["sw0001a", "Battle Droid", "Star Wars", 1999],
  ["sw0262", "AT-AT Driver", "Star Wars", 2010],
  ["sw0547", "Darth Revan", "Star Wars", 2014],
  ["sw1305", "Clone Shock Trooper", "Star Wars", 2023],
  ["sh168", "Iron Legion", "Marvel", 2015],
  ["sh828", "Iron Man", "Marvel", 2022],
  ["hp134", "Professor Severus Snape", "Harry Potter", 2018],
  ["hp144", "Rubeus Hagrid", "Harry Potter", 2018],
  ["hp147", "Albus Dumbledore", "Harry Potter", 2018],
  ["hp155", "Dementor", "Harry Potter", 2018],
  ["hp157", "Professor Remus Lupin", "Harry Potter", 2018],
  ["hp158", "Trolley Witch", "Harry Potter", 2018],
  ["hp192", "Stan Shunpike", "Harry Potter", 2019],
  ["hp243", "Gilderoy Lockhart", "Harry Potter", 2020],
  ["hp246", "Garrick Ollivander", "Harry Potter", 2020],
];

const partFacts: readonly PartFacts[] = [
  ["3001", "Brick 2 x 4", 5, "Red"],
  ["3001", "Brick 2 x 4", 7, "Blue"],
  ["3003", "Brick 2 x 2", 3, "Yellow"],
  ["3004", "Brick 1 x 2", 86, "Light Bluish Gray"],
  ["3020", "Plate 2 x 4", 1, "White"],
  ["3023", "Plate 1 x 2", 11, "Black"],
  ["3023", "Plate 1 x 2", 85, "Dark Bluish Gray"],
  ["3068b", "Tile 2 x 2 with Groove", 2, "Tan"],
  ["3040", "Slope 45 2 x 1", 6, "Green"],
  ["54200", "Slope 30 1 x 1 x 2/3", 12, "Trans-Clear"],
];

/** Minifigures that the demo shop trades in, by their BrickLink numbers. */
export const minifigures: readonly ShopProduct[] = minifigureFacts.map(([number, name, theme, year]) => ({
  kind: "minifigure",
  number,
  name,
  theme,
  year,
  pieces: null,
  color: null,
}));

/** Loose parts, a sideline of the demo shop. */
export const parts: readonly ShopProduct[] = partFacts.map(([number, name, colorId, colorName]) => ({
  kind: "part",
  number,
  name,
  theme: "Parts",
  year: null,
  pieces: null,
  color: { id: colorId, name: colorName },
}));
