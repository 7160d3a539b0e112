import type { Condition, Identifier, ListingAttribute, ListingCategory, OrderLine } from "@counterfoil/core/model";
import type { BricklinkGoods } from "./bricklink-schemas.ts";
import { plainText } from "./bricklink-text.ts";

/** Colour 0 and its name stand for "no colour": sets, minifigures, gear. */
function colorOf(goods: BricklinkGoods): { id: string; name: string | null } | null {
  const name = plainText(goods.color_name);
  if (!goods.color_id) return null;
  return { id: String(goods.color_id), name: name === "(Not Applicable)" ? null : name };
}

/** Item name with its colour, as plain text. */
export function titleOf(goods: BricklinkGoods): string {
  const name = plainText(goods.item.name) ?? `${goods.item.type} ${goods.item.no}`;
  const color = colorOf(goods)?.name;
  return color ? `${name} (${color})` : name;
}

/** `N` and `U`; anything else is unknown. */
export function conditionOf(goods: BricklinkGoods): Condition | null {
  const letter = goods.new_or_used?.toUpperCase();
  if (letter === "N") return "new";
  return letter === "U" ? "used" : null;
}

export function kindOf(goods: BricklinkGoods): OrderLine["kind"] {
  const kinds: Readonly<Record<string, OrderLine["kind"]>> = {
    SET: "set",
    MINIFIG: "minifigure",
    PART: "part",
    GEAR: "gear",
  };
  return kinds[goods.item.type.toUpperCase()] ?? "other";
}

/**
 * What the goods are, by numbers. Sets, minifigures and parts have identifiers of their own; everything else is named by
 * type and number, so that the instructions of a set are never taken for the set.
 */
export function identifiersOf(goods: BricklinkGoods): Identifier[] {
  const { no, type } = goods.item;
  const kind = kindOf(goods);
  if (kind === "set") return [{ type: "set_number", value: no }];
  if (kind === "minifigure") return [{ type: "minifigure_number", value: no }];
  if (kind !== "part") return [{ type: "bricklink_item", value: `${type.toLowerCase()}:${no}` }];
  const color = colorOf(goods);
  const colors = color ? [color.id, ...(color.name ? [color.name] : [])] : [];
  return [{ type: "part_number", value: no }, ...colors.map((value): Identifier => ({ type: "color", value }))];
}

/** Colour, and for sets whether they are complete or sealed. */
export function variationOf(goods: BricklinkGoods): { name: string; value: string }[] {
  const color = colorOf(goods);
  const completeness = { C: "Complete", B: "Incomplete", S: "Sealed" }[goods.completeness?.toUpperCase() ?? ""];
  return [
    ...(color ? [{ name: "Color", value: color.name ?? color.id }] : []),
    ...(completeness && kindOf(goods) === "set" ? [{ name: "Completeness", value: completeness }] : []),
  ];
}

/** BrickLink's category, of which lots give the number alone. */
export function categoryOf({ item }: BricklinkGoods): ListingCategory | null {
  const id = item.category_id ?? item.categoryID ?? null;
  return id === null ? null : { id, path: [] };
}

/** What BrickLink says of goods in its own words: the kind of item, `N` or `U`, colour, completeness. */
export function wordsOf(goods: BricklinkGoods): ListingAttribute[] {
  const { item, new_or_used: condition } = goods;
  return [
    { name: "Item type", value: item.type.toUpperCase() },
    ...(condition ? [{ name: "Condition", value: condition.toUpperCase() }] : []),
    ...variationOf(goods),
  ];
}
