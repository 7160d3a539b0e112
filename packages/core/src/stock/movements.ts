/** Why the number of units on hand changed. Movements are only ever added; on-hand is their sum. */
export const movementKinds = [
  "received",
  "imported",
  "adjusted",
  "sold",
  "sale_undone",
  "returned",
  "removed",
] as const;
export type MovementKind = (typeof movementKinds)[number];

/** A signed number of units entering (positive) or leaving (negative) the shelf. */
export interface StockMovement {
  kind: MovementKind;
  quantity: number;
}

const signs: Readonly<Record<MovementKind, 1 | -1 | 0>> = {
  received: 1,
  imported: 1,
  adjusted: 0,
  sold: -1,
  sale_undone: 1,
  returned: 1,
  removed: -1,
};

/** Whether the quantity is a whole number other than 0 with the sign that its kind allows. */
export function isValidMovement({ kind, quantity }: StockMovement): boolean {
  if (!Number.isInteger(quantity) || quantity === 0) return false;
  const sign = signs[kind];
  return sign === 0 || Math.sign(quantity) === sign;
}

/** Units on hand after the movements. */
export function onHandAfter(movements: readonly StockMovement[]): number {
  return movements.reduce((sum, movement) => sum + movement.quantity, 0);
}
