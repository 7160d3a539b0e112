import type { Condition, Identifier, ListingAttribute, OrderLine } from "@counterfoil/core/model";
import type { BricqerGoods } from "./bricqer-schemas.ts";
import { plainText } from "./bricqer-values.ts";

const kinds: Readonly<Record<string, OrderLine["kind"]>> = { P: "part", S: "set", M: "minifigure", G: "gear" };

/** By Bricqer's letter: parts, sets, minifigures, gear; books, catalogues, instructions and boxes are something else. */
export function kindOf(goods: BricqerGoods): OrderLine["kind"] {
  const letter = plainText(goods.legoType)?.toUpperCase();
  return letter === undefined ? null : (kinds[letter] ?? "other");
}

/** `N` and `U`; anything else is unknown. */
export function conditionOf(goods: BricqerGoods): Condition | null {
  const letter = plainText(goods.condition)?.toUpperCase();
  if (letter === "N") return "new";
  return letter === "U" ? "used" : null;
}

/** BrickLink's colour, which is what other platforms know: Bricqer's own colour ids are another number space. */
function colorOf(goods: BricqerGoods): { id: string; name: string | null } | null {
  const id = plainText(goods.color?.blid);
  if (id === null || id === "0") return null;
  return { id, name: plainText(goods.color?.name) };
}

function numberOf(goods: BricqerGoods): string | null {
  return plainText(goods.legoIdFull) ?? plainText(goods.legoId);
}

/** What the goods are, by BrickLink's numbers; everything but sets, figures and parts is named by type and number. */
export function identifiersOf(goods: BricqerGoods): Identifier[] {
  const value = numberOf(goods);
  if (value === null) return [];
  const kind = kindOf(goods);
  if (kind === "set") return [{ type: "set_number", value }];
  if (kind === "minifigure") return [{ type: "minifigure_number", value }];
  if (kind !== "part") return [{ type: "bricklink_item", value: `${typeName(goods)}:${value}` }];
  const color = colorOf(goods);
  const colors = color ? [color.id, ...(color.name ? [color.name] : [])] : [];
  const part = plainText(goods.legoId) ?? value;
  return [{ type: "part_number", value: part }, ...colors.map((each): Identifier => ({ type: "color", value: each }))];
}

const typeNames: Readonly<Record<string, string>> = {
  G: "gear",
  B: "book",
  C: "catalog",
  I: "instruction",
  O: "original_box",
};

function typeName(goods: BricqerGoods): string {
  const letter = plainText(goods.legoType)?.toUpperCase() ?? "";
  return typeNames[letter] ?? "unknown";
}

/** Description with its colour, as one text. */
export function titleOf(goods: BricqerGoods): string {
  const name = plainText(goods.description) ?? `LEGO ${numberOf(goods) ?? "item"}`;
  const color = colorOf(goods)?.name;
  return color ? `${name} (${color})` : name;
}

export function variationOf(goods: BricqerGoods): { name: string; value: string }[] {
  const color = colorOf(goods);
  return color ? [{ name: "Color", value: color.name ?? color.id }] : [];
}

/** Bricqer has no stock codes. One made of number, BrickLink's colour and condition says the same in orders and in stock. */
export function skuOf(goods: BricqerGoods): string | null {
  const number = numberOf(goods);
  if (number === null) return null;
  return [number, colorOf(goods)?.id, plainText(goods.condition)?.toUpperCase()].filter(Boolean).join("-");
}

/** What Bricqer says of goods in its own words: the letter of the kind of item, `N` or `U`, the colour. */
export function wordsOf(goods: BricqerGoods): ListingAttribute[] {
  const [type, condition] = [plainText(goods.legoType), plainText(goods.condition)];
  return [
    ...(type === null ? [] : [{ name: "Item type", value: type.toUpperCase() }]),
    ...(condition === null ? [] : [{ name: "Condition", value: condition.toUpperCase() }]),
    ...variationOf(goods),
  ];
}
