import { isValidMovement, type StockMovement } from "./movements.ts";

/** An item's stock: units on hand, and of these the units that reserved claims hold. */
export interface StockBook {
  onHand: number;
  reserved: number;
}

/** What may happen to an item's stock. Quantities are units, positive but for an adjustment. */
export type StockChange =
  | { type: "receive" | "import" | "remove"; quantity: number }
  | { type: "adjust"; quantity: number }
  | { type: "reserve"; quantity: number }
  | { type: "release"; quantity: number }
  | { type: "sell"; quantity: number }
  | { type: "undo-sale" | "return"; quantity: number };

export interface StockRefusal {
  code: "invalid_quantity" | "not_available" | "not_reserved";
  message: string;
}
export type StockResult =
  | { accepted: true; book: StockBook; movement: StockMovement | null }
  | { accepted: false; refusal: StockRefusal };

/** Units that may still be promised. */
export function unpromised(book: StockBook): number {
  return book.onHand - book.reserved;
}

function refuse(code: StockRefusal["code"], message: string): StockResult {
  return { accepted: false, refusal: { code, message } };
}

function move(book: StockBook, movement: StockMovement): StockResult {
  if (!isValidMovement(movement)) return refuse("invalid_quantity", "Quantities must be whole numbers above 0.");
  const onHand = book.onHand + movement.quantity;
  if (onHand < book.reserved)
    return refuse("not_available", `${book.reserved} of the ${book.onHand} units on hand are promised to orders.`);
  return { accepted: true, book: { ...book, onHand }, movement };
}

function reserve(book: StockBook, quantity: number): StockResult {
  if (quantity > unpromised(book)) return refuse("not_available", `${unpromised(book)} of ${quantity} units are free.`);
  return { accepted: true, book: { ...book, reserved: book.reserved + quantity }, movement: null };
}

function unreserve(book: StockBook, quantity: number): StockBook | null {
  return quantity > book.reserved ? null : { ...book, reserved: book.reserved - quantity };
}

/**
 * The stock after a change, with the movement it writes, or a refusal that changes nothing. Claims never exceed what
 * is on hand, and on-hand is always the sum of the movements. A sale takes units that were reserved before.
 */
export function applyStockChange(book: StockBook, change: StockChange): StockResult {
  const { type, quantity } = change;
  if (!Number.isInteger(quantity) || (type !== "adjust" && quantity < 1))
    return refuse("invalid_quantity", "Quantities must be whole numbers above 0.");
  switch (type) {
    case "receive":
      return move(book, { kind: "received", quantity });
    case "import":
      return move(book, { kind: "imported", quantity });
    case "adjust":
      return move(book, { kind: "adjusted", quantity });
    case "remove":
      return move(book, { kind: "removed", quantity: -quantity });
    case "undo-sale":
      return move(book, { kind: "sale_undone", quantity });
    case "return":
      return move(book, { kind: "returned", quantity });
    case "reserve":
      return reserve(book, quantity);
    case "release": {
      const after = unreserve(book, quantity);
      return after
        ? { accepted: true, book: after, movement: null }
        : refuse("not_reserved", "Not that many are reserved.");
    }
    case "sell": {
      const after = unreserve(book, quantity);
      return after
        ? move(after, { kind: "sold", quantity: -quantity })
        : refuse("not_reserved", "Reserve before selling.");
    }
  }
}
