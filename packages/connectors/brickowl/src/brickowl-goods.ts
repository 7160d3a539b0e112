import type { Condition, Identifier, ListingAttribute, ListingCategory, OrderLine } from "@counterfoil/core/model";
import { bricklinkColorOf } from "./brickowl-colors.ts";
import type { BrickowlGoods } from "./brickowl-schemas.ts";
import { plainText } from "./brickowl-values.ts";

/** A BOID in its parts: `487300-38` is item 487300 in colour 38; null for what is no BOID. */
export function parseBoid(boid: string): { item: string; color: string | null } | null {
  const match = /^(\d+)(?:-(\d+))?$/.exec(boid);
  return match?.[1] ? { item: match[1], color: match[2] ?? null } : null;
}

function colorOf(goods: BrickowlGoods): { id: string; name: string | null } | null {
  const id = plainText(goods.color_id) ?? parseBoid(goods.boid)?.color ?? null;
  return id === null || id === "0" ? null : { id, name: plainText(goods.color_name) };
}

const kinds: Readonly<Record<string, OrderLine["kind"]>> = {
  part: "part",
  sticker: "part",
  set: "set",
  minifigure: "minifigure",
  gear: "gear",
};

/** Older answers name no type: then only ids that nothing but a set or a part has tell it. */
export function kindOf(goods: BrickowlGoods): OrderLine["kind"] {
  const type = plainText(goods.type)?.toLowerCase();
  if (type) return kinds[type] ?? "other";
  const types = new Set((goods.ids ?? []).map((each) => each.type));
  if (types.has("set_number")) return "set";
  return types.has("ldraw") || types.has("design_id") ? "part" : null;
}

function code(goods: BrickowlGoods): string {
  return (plainText(goods.full_con) ?? plainText(goods.con) ?? plainText(goods.condition) ?? "").toLowerCase();
}

/** From the code, or from the display word that order items carry; anything else is unknown. */
export function conditionOf(goods: BrickowlGoods): Condition | null {
  if (code(goods).startsWith("new")) return "new";
  return code(goods).startsWith("used") ? "used" : null;
}

/** What the goods are, by numbers. Colours are named by BrickLink's id, which is what other platforms know. */
export function identifiersOf(goods: BrickowlGoods): Identifier[] {
  const kind = kindOf(goods);
  const of = (...types: string[]) =>
    (goods.ids ?? []).filter((each) => types.includes(each.type)).map((each) => each.id);
  const identifiers: Identifier[] = [{ type: "boid", value: goods.boid }];
  const add = (type: Identifier["type"], values: readonly string[]) =>
    identifiers.push(...values.map((value) => ({ type, value })));
  if (kind === "set") add("set_number", of("set_number", "bl_item_no"));
  else if (kind === "minifigure") add("minifigure_number", of("bl_item_no"));
  else if (kind === "part") add("part_number", of("design_id", "ldraw", "bl_item_no"));
  const color = kind === "part" ? colorOf(goods) : null;
  const bricklinkColor = color && bricklinkColorOf(color.id);
  add(
    "color",
    [bricklinkColor, color?.name].filter((value) => typeof value === "string"),
  );
  return unique(identifiers);
}

function unique(identifiers: readonly Identifier[]): Identifier[] {
  return [...new Map(identifiers.map((each) => [`${each.type} ${each.value}`, each])).values()];
}

const completeness: Readonly<Record<string, string>> = {
  news: "Sealed",
  newc: "Complete",
  usedc: "Complete",
  newi: "Incomplete",
  usedi: "Incomplete",
};

/** Colour, and for sets whether they are complete or sealed. */
export function variationOf(goods: BrickowlGoods): { name: string; value: string }[] {
  const color = colorOf(goods);
  const whole = completeness[code(goods)];
  return [
    ...(color ? [{ name: "Color", value: color.name ?? color.id }] : []),
    ...(whole && kindOf(goods) === "set" ? [{ name: "Completeness", value: whole }] : []),
  ];
}

/** The external id as a SKU; null where the seller's external ids are BrickLink's lot ids. */
export function skuOf(goods: BrickowlGoods, isBricklinkLot: boolean): string | null {
  return isBricklinkLot ? null : plainText(goods.external_lot_ids);
}

/** BrickLink's id of the same lot, where a sync tool keeps it. */
export function bricklinkLotOf(goods: BrickowlGoods, isBricklinkLot: boolean): string | null {
  return isBricklinkLot ? (plainText(goods.external_lot_ids) ?? plainText(goods.bl_lot_id)) : null;
}

/** Lots say no more of their place in the catalogue than the kind of item; it has no number. */
export function categoryOf(goods: BrickowlGoods): ListingCategory | null {
  const type = plainText(goods.type);
  return type === null ? null : { id: null, path: [type] };
}

/** What Brick Owl says of goods in its own words: the kind of item, the code of the condition, colour, completeness. */
export function wordsOf(goods: BrickowlGoods): ListingAttribute[] {
  const type = plainText(goods.type);
  const condition = code(goods);
  return [
    ...(type === null ? [] : [{ name: "Item type", value: type }]),
    ...(condition === "" ? [] : [{ name: "Condition", value: condition }]),
    ...variationOf(goods),
  ];
}
