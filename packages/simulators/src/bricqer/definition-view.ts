import { moneyNumber } from "./amounts.ts";
import type { Definition } from "./bricqer-entities.ts";
import type { BricqerWorld } from "./bricqer-world.ts";
import { colorOf } from "./colors.ts";

const CDN = "https://cdn.bricqer.com";
const categories = { P: 5, S: 65, M: 771, G: 12, B: 13, C: 14, I: 15, O: 16 } as const;

/** What stock items and order lines say of the goods. */
export function definitionFields(world: BricqerWorld, definition: Definition) {
  const { description, legoType, legoId, condition, price } = definition;
  return {
    ...{ description, legoType, legoId },
    legoIdFull: legoId,
    legoPicture: null,
    picture: pictureOf(world, definition),
    condition,
    color: colorView(definition),
    price: moneyNumber(price),
  };
}

/** The definition as a stock item has it. */
export function definitionView(world: BricqerWorld, definition: Definition) {
  const { legoType, colorId, weight, comment } = definition;
  return {
    ...definitionFields(world, definition),
    legoCategoryId: categories[legoType],
    primaryColorId: colorId,
    weight,
    comment,
  };
}

function colorView({ colorId }: Definition) {
  const color = colorOf(colorId);
  return color === undefined ? null : { id: color.id, rgb: color.rgb, name: color.name, blid: color.bricklinkId };
}

function pictureOf(world: BricqerWorld, { legoType, legoId, colorId }: Definition): string | null {
  const origin = world.settings.picturesTo ?? CDN;
  if (legoType === "M") return `${origin}/static/bl-cache/MN/0/${legoId}.png`;
  const color = colorOf(colorId);
  return color === undefined ? null : `${origin}/static/bl-cache/PN/${color.bricklinkId}/${legoId}.png`;
}
