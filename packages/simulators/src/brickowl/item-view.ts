import type { BrickowlWorld } from "./brickowl-world.ts";
import { colorOf } from "./colors.ts";

interface Goods {
  readonly boid: string;
  readonly colorId: number | null;
}

/** The BOID of goods, with the colour after a dash where there is one. */
export function fullBoid({ boid, colorId }: Goods): string {
  return colorId === null ? boid : `${boid}-${colorId}`;
}

/** The `ids` of goods: numbers of other catalogues, and the BOID itself. */
export function idsOf(world: BrickowlWorld, goods: Goods) {
  return [...(world.items.get(goods.boid)?.ids ?? []), { id: fullBoid(goods), type: "boid" }];
}

/** `LEGO Black Tile 1 x 2 (3069)`, as pages and order items call goods. */
export function displayName(world: BrickowlWorld, goods: Goods): string {
  const item = world.items.get(goods.boid);
  const number = item?.ids[0]?.id;
  const words = ["LEGO", colorOf(goods.colorId)?.name, item?.name ?? goods.boid, number && `(${number})`];
  return words.filter(Boolean).join(" ");
}

/** Words in an address: lower case between dashes. */
export function slugOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** Pictures come without a scheme. */
export function pictureOf(world: BrickowlWorld, goods: Goods): string {
  return `//img.brickowl.com/files/image_cache/small/${slugOf(displayName(world, goods))}-${fullBoid(goods)}.png`;
}
