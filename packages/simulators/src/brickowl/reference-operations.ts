import { formatPrice } from "./amounts.ts";
import { invalid, notFound } from "./brickowl-errors.ts";
import { conditions } from "./brickowl-seed.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { type Color, colorOf, colors } from "./colors.ts";
import { displayName, fullBoid, idsOf, pictureOf, slugOf } from "./item-view.ts";
import type { BrickowlOperation } from "./operation.ts";
import { readWhole, required } from "./parameters.ts";

const MAX_BOIDS = 100;

/** The account and the catalogue. */
export const referenceOperations: readonly BrickowlOperation[] = [
  { path: "user/details", method: "GET", permission: null, handle: userDetails },
  { path: "token/details", method: "GET", permission: null, handle: userDetails },
  { path: "user/addresses", method: "GET", permission: null, handle: () => [] },
  { path: "catalog/lookup", method: "GET", permission: "catalog", handle: lookUp },
  { path: "catalog/id_lookup", method: "GET", permission: "catalog", handle: lookUpId },
  { path: "catalog/bulk_lookup", method: "GET", permission: "catalog", handle: lookUpMany },
  { path: "catalog/availability", method: "GET", permission: "catalog", handle: availability },
  { path: "catalog/color_list", method: "GET", permission: "catalog", handle: listColors },
  { path: "catalog/condition_list", method: "GET", permission: "catalog", handle: listConditions },
];

function userDetails({ shop }: BrickowlWorld): unknown {
  const { username, storeId, name, currency, country, hasStore = true } = shop;
  const url = `http://${slugOf(name)}.brickowl.com`;
  const store = { store_id: storeId, name, slogan: "", base_currency: currency, country, url };
  const details = { ...store, last_inventory_update: null, feedback_count: "0", minimum_order: "0.000", open: true };
  return { username, uid: "1234", has_store: hasStore, ...(hasStore && { store_details: details }) };
}

function lookUp(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const boid = required(parameters, "boid");
  const view = itemView(world, boid);
  if (view === null) throw notFound(`There is no item ${boid}`);
  return view;
}

function lookUpMany(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const boids = required(parameters, "boids").split(",");
  if (boids.length > MAX_BOIDS) throw invalid(`boids may have ${MAX_BOIDS} entries`);
  return Object.fromEntries(boids.flatMap((boid) => [[boid, itemView(world, boid)] as const]).filter(([, v]) => v));
}

// A number of another catalogue leads to the item in each of its colours.
function lookUpId(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const id = required(parameters, "id");
  const [type, idType] = [parameters.get("type"), parameters.get("id_type")];
  const found = world.items.where(
    (item) =>
      (!type || item.type === type) &&
      [...item.ids, { id: item.boid, type: "boid" }].some(
        (other) => other.id === id && (!idType || other.type === idType),
      ),
  );
  const boids = found.flatMap(({ boid, colorIds }) =>
    colorIds.length === 0 ? [boid] : colorIds.map((colorId) => fullBoid({ boid, colorId })),
  );
  return { boids };
}

function availability(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const boid = required(parameters, "boid");
  required(parameters, "country");
  const quantity = readWhole(parameters, "quantity", { from: 1 }) ?? 1;
  const lots = world.lots.where((lot) => fullBoid(lot) === boid && lot.forSale && lot.quantity >= quantity);
  const view = (lot: (typeof lots)[number]) => ({
    lot_id: lot.lotId,
    qty: String(lot.quantity),
    price: formatPrice(lot.price),
    con: lot.condition,
    store_id: world.shop.storeId,
  });
  return lots.length === 0 ? [] : Object.fromEntries(lots.map((lot) => [lot.lotId, view(lot)]));
}

function listColors(): unknown {
  return Object.fromEntries(colors.map((color) => [String(color.id), colorView(color)]));
}

function colorView({ id, name, hex, ldrawId, bricklinkId, bricklinkName }: Color) {
  return {
    id: String(id),
    name,
    hex,
    peeron_names: [null],
    ldraw_ids: [ldrawId],
    bl_ids: [String(bricklinkId)],
    bl_names: [bricklinkName],
    lego_colors: [],
  };
}

function listConditions(): unknown {
  return conditions.map((id) => ({ id }));
}

function itemView(world: BrickowlWorld, full: string) {
  const [boid = "", color] = full.split("-");
  const item = world.items.get(boid);
  const colorId = color === undefined ? null : Number(color);
  if (item === undefined || (colorId !== null && !item.colorIds.includes(colorId))) return null;
  const goods = { boid, colorId };
  const slug = slugOf(displayName(world, goods));
  return {
    boid: full,
    name: displayName(world, goods),
    type: item.type,
    url: `http://www.brickowl.com/catalog/${slug}`,
    permalink: `http://www.brickowl.com/boid/${full}`,
    cat_name_path: `${item.type}s`,
    cheapest_gbp: null,
    color_name: colorOf(colorId)?.name ?? null,
    color_id: colorId === null ? null : String(colorId),
    color_hex: colorOf(colorId)?.hex ?? null,
    missing_data: [],
    images: [{ small: pictureOf(world, goods) }],
    ids: idsOf(world, goods),
  };
}
