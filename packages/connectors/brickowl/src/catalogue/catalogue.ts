import { batches, type CallOptions, callLimits } from "@counterfoil/connector-kit";
import { z } from "zod";
import type { BrickowlCall, BrickowlClient } from "../brickowl-client.ts";
import { boidsSchema, catalogueItemSchema, colorSchema, listSchema } from "../brickowl-schemas.ts";
import type { BrickowlContext } from "../brickowl-settings.ts";
import { plainText } from "../brickowl-values.ts";

const bulkSize = 100;

/** Kinds of id that the catalogue finds BOIDs by. */
export type CatalogueIdType = "item_no" | "design_id" | "bl_item_no" | "set_number";

/** Types of goods in Brick Owl's words. */
export type CatalogueType =
  | "Part"
  | "Set"
  | "Minifigure"
  | "Gear"
  | "Sticker"
  | "Minibuild"
  | "Instructions"
  | "Packaging";

/** An item of Brick Owl's catalogue with its ids elsewhere. */
export interface CatalogueItem {
  boid: string;
  name: string | null;
  type: string | null;
  url: string | null;
  color: { id: string; name: string | null } | null;
  setNumbers: readonly string[];
  bricklinkItems: readonly string[];
  ids: readonly { id: string; type: string }[];
}

/** Look-ups. All throw `permission_denied` where the key lacks the catalogue right, which Brick Owl gives on request. */
export interface BrickowlCatalogue {
  /** What a BOID is, with its set and BrickLink numbers. Throws `not_found`. */
  lookup(boid: string, options?: CallOptions): Promise<CatalogueItem>;
  /** As `lookup` for many, 100 a call; BOIDs that are not known are absent. */
  lookupMany(boids: readonly string[], options?: CallOptions): Promise<CatalogueItem[]>;
  /** BOIDs of any other number: a set's, BrickLink's, an element's, a design's. Empty for none. */
  boidsOf(
    query: { id: string; idType: CatalogueIdType; type: CatalogueType },
    options?: CallOptions,
  ): Promise<string[]>;
  /** Brick Owl's colours with BrickLink's ids of the same. */
  colors(options?: CallOptions): Promise<{ id: string; name: string | null; bricklinkIds: string[] }[]>;
}

export function createCatalogue(client: BrickowlClient, context: BrickowlContext): BrickowlCatalogue {
  const limits = (options?: CallOptions): BrickowlCall => ({
    ...callLimits(options, context.now),
    lane: "refresh_catalogue",
  });
  return {
    async lookup(boid, options) {
      return toItem(await client.catalogue("lookup", catalogueItemSchema, { query: { boid }, ...limits(options) }));
    },
    async lookupMany(boids, options) {
      const call = limits(options);
      const items: CatalogueItem[] = [];
      for (const batch of batches(boids, bulkSize)) {
        const query = { boids: batch.join(",") };
        items.push(...(await client.catalogue("bulk_lookup", bulkSchema, { query, ...call })).map(toItem));
      }
      return items;
    },
    async boidsOf({ id, idType, type }, options) {
      const query = { id, type, id_type: idType };
      return (await client.catalogue("id_lookup", boidsSchema, { query, ...limits(options) })).boids;
    },
    async colors(options) {
      const colors = await client.catalogue("color_list", listSchema.pipe(z.array(colorSchema)), limits(options));
      return colors.map(({ id, name, bl_ids: ids }) => ({
        id,
        name: plainText(name),
        bricklinkIds: (ids ?? []).filter((each) => typeof each === "string"),
      }));
    },
  };
}

const items = listSchema.pipe(z.array(catalogueItemSchema));
// The form of the bulk answer is not documented: records may stand under `items` or alone.
const bulkSchema = z.union([z.object({ items }).transform((answer) => answer.items), items]);

function toItem(item: z.infer<typeof catalogueItemSchema>): CatalogueItem {
  const ids = item.ids ?? [];
  const of = (type: string) => [...new Set(ids.filter((each) => each.type === type).map((each) => each.id))];
  const color = plainText(item.color_id);
  return {
    boid: item.boid,
    name: plainText(item.name),
    type: plainText(item.type),
    url: plainText(item.url),
    color: color === null ? null : { id: color, name: plainText(item.color_name) },
    setNumbers: of("set_number"),
    bricklinkItems: of("bl_item_no"),
    ids,
  };
}
