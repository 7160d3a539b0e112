/** A colour as `color_list` tells it. The simulator knows the common ones. */
export interface Color {
  readonly id: number;
  readonly name: string;
  readonly hex: string;
  readonly ldrawId: string | null;
  readonly bricklinkId: number;
  readonly bricklinkName: string;
}

type Row = readonly [id: number, name: string, hex: string, ldraw: string | null, bricklink: number, blName: string];

const rows: readonly Row[] = [
  [0, "Not Applicable", "000000", null, 0, "N/A"],
  [92, "White", "FFFFFF", "15", 1, "White"],
  [89, "Tan", "dec69c", "19", 2, "Tan"],
  [93, "Yellow", "f7d117", "14", 3, "Yellow"],
  [80, "Orange", "FF7E14", "25", 4, "Orange"],
  [81, "Red", "b30006", "4", 5, "Red"],
  [61, "Green", "00642e", "2", 6, "Green"],
  [39, "Blue", "0057a6", "1", 7, "Blue"],
  [46, "Brown", "532115", "6", 8, "Brown"],
  [66, "Light Gray", "9c9c9c", "7", 9, "Light Gray"],
  [53, "Dark Gray", "6b5a5a", "8", 10, "Dark Gray"],
  [38, "Black", "212121", "0", 11, "Black"],
  [97, "Transparent", "EEEEEE", "47", 12, "Trans-Clear"],
  [50, "Dark Stone Gray", "595D60", "72", 85, "Dark Bluish Gray"],
  [64, "Medium Stone Gray", "afb5c7", "71", 86, "Light Bluish Gray"],
  [82, "Reddish Brown", "89351d", "70", 88, "Reddish Brown"],
];

export const colors: readonly Color[] = rows.map(([id, name, hex, ldrawId, bricklinkId, bricklinkName]) => ({
  id,
  name,
  hex,
  ldrawId,
  bricklinkId,
  bricklinkName,
}));

export function colorOf(id: number | null): Color | undefined {
  return colors.find((color) => color.id === id);
}

/** Brick Owl's colour for one of BrickLink's; undefined where the list has none, as with new colours. */
export function colorOfBricklink(bricklinkId: number): number | undefined {
  return colors.find((color) => color.bricklinkId === bricklinkId)?.id;
}
