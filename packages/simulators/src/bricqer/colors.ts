/** A colour with Bricqer's number, BrickLink's and Brick Owl's: three number spaces. */
export interface Color {
  readonly id: number;
  readonly bricklinkId: number;
  readonly brickowlId: number;
  readonly name: string;
  readonly rgb: string;
}

type Row = readonly [id: number, bricklinkId: number, brickowlId: number, name: string, rgb: string];

// Light Gray is 36 here and 9 there, and Black 38 and 11; the other numbers of Bricqer's are made up.
const rows: readonly Row[] = [
  [28, 1, 92, "White", "ffffff"],
  [29, 2, 89, "Tan", "dec69c"],
  [30, 3, 93, "Yellow", "f7d117"],
  [31, 4, 80, "Orange", "ff7e14"],
  [32, 5, 81, "Red", "b30006"],
  [33, 6, 61, "Green", "00642e"],
  [34, 7, 39, "Blue", "0057a6"],
  [35, 8, 46, "Brown", "532115"],
  [36, 9, 66, "Light Gray", "9c9c9c"],
  [37, 10, 53, "Dark Gray", "6b5a5a"],
  [38, 11, 38, "Black", "212121"],
  [39, 12, 97, "Trans-Clear", "eeeeee"],
  [85, 85, 50, "Dark Bluish Gray", "595d60"],
  [84, 86, 64, "Light Bluish Gray", "afb5c7"],
  [86, 88, 82, "Reddish Brown", "89351d"],
];

export const colors: readonly Color[] = rows.map(([id, bricklinkId, brickowlId, name, rgb]) => ({
  id,
  bricklinkId,
  brickowlId,
  name,
  rgb,
}));

export function colorOf(id: number | null): Color | undefined {
  return colors.find((color) => color.id === id);
}

/** Bricqer's colour for one of BrickLink's; undefined where the list has none. */
export function bricqerColorOfBricklink(bricklinkId: number): number | undefined {
  return colors.find((color) => color.bricklinkId === bricklinkId)?.id;
}
