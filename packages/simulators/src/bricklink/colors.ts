/** A colour of BrickLink's list. The simulator knows the common ones. */
export interface Color {
  readonly id: number;
  readonly name: string;
  readonly code: string;
  readonly type: string;
}

const rows: readonly (readonly [id: number, name: string, code: string, type: string])[] = [
  [0, "(Not Applicable)", "", "N/A"],
  [1, "White", "ffffff", "Solid"],
  [2, "Tan", "dec69c", "Solid"],
  [3, "Yellow", "ffd700", "Solid"],
  [4, "Orange", "ff7e14", "Solid"],
  [5, "Red", "b30006", "Solid"],
  [6, "Green", "00642e", "Solid"],
  [7, "Blue", "0057a6", "Solid"],
  [8, "Brown", "532115", "Solid"],
  [9, "Light Gray", "9c9c9c", "Solid"],
  [10, "Dark Gray", "6b5a5a", "Solid"],
  [11, "Black", "212121", "Solid"],
  [12, "Trans-Clear", "eeeeee", "Transparent"],
  [85, "Dark Bluish Gray", "595d60", "Solid"],
  [86, "Light Bluish Gray", "afb5c7", "Solid"],
  [88, "Reddish Brown", "89351d", "Solid"],
];

export const colors: readonly Color[] = rows.map(([id, name, code, type]) => ({ id, name, code, type }));

/** The colour's name; null for colours that the simulator's list lacks, as newer ones do in old lists. */
export function colorName(id: number): string | null {
  return colors.find((color) => color.id === id)?.name ?? null;
}
