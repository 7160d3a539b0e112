import type { Lot } from "./bricklink-entities.ts";
import { BricklinkRefusal, invalidParameter, notFound } from "./bricklink-errors.ts";
import { type BricklinkWorld, itemKey } from "./bricklink-world.ts";
import { type BricklinkContext, created, noContent, ok } from "./envelope.ts";
import { listFilter } from "./list-filter.ts";
import { type Body, readGoods, readLotDetails, readQuantityChange } from "./lot-input.ts";
import { deleteLot, setLotQuantity } from "./lot-stock.ts";
import { lotStatus, lotView } from "./lot-view.ts";
import type { BricklinkOperation } from "./operation.ts";
import { readBody, readObject } from "./read-body.ts";
import { nextInventoryId } from "./seeding.ts";

export const lotOperations: readonly BricklinkOperation[] = [
  { operation: "getInventories", method: "GET", path: "/inventories", handle: listLots },
  { operation: "createInventory", method: "POST", path: "/inventories", handle: createLots },
  { operation: "getInventory", method: "GET", path: "/inventories/:id", handle: getLot },
  { operation: "updateInventory", method: "PUT", path: "/inventories/:id", handle: updateLot },
  { operation: "deleteInventory", method: "DELETE", path: "/inventories/:id", handle: removeLot },
];

// The whole store in one answer: BrickLink pages nothing.
function listLots(world: BricklinkWorld, c: BricklinkContext): Response {
  const type = listFilter(c.req.query("item_type"));
  const status = listFilter(c.req.query("status"));
  const color = listFilter(c.req.query("color_id"));
  const category = listFilter(c.req.query("category_id"));
  const lots = world.lots.where(
    (lot) =>
      type(lot.type) &&
      status(lotStatus(lot)) &&
      color(lot.colorId) &&
      category(world.items.get(itemKey(lot.type, lot.no))?.categoryId ?? null),
  );
  return ok(
    world,
    c,
    lots.map((lot) => lotView(world, lot)),
  );
}

function getLot(world: BricklinkWorld, c: BricklinkContext): Response {
  return ok(world, c, lotView(world, findLot(world, c)));
}

// A list creates many and tells no ids; one object creates one and shows it.
async function createLots(world: BricklinkWorld, c: BricklinkContext): Promise<Response> {
  const body = await readBody(c);
  if (!Array.isArray(body)) return created(world, c, lotView(world, putNewLot(world, newLot(body))));
  for (const lot of body.map(newLot)) putNewLot(world, lot);
  return created(world, c, {});
}

async function updateLot(world: BricklinkWorld, c: BricklinkContext): Promise<Response> {
  const lot = findLot(world, c);
  const body = await readObject(c);
  const details = readLotDetails(body);
  if (!("description" in body)) {
    if (world.settings.missingDescription === "refuse") throw invalidParameter("description is missing");
    details.description = "";
  }
  const quantity = lot.quantity + ("quantity" in body ? readQuantityChange(body) : 0);
  if (quantity < 0) {
    const description = `quantity cannot fall below zero: ${lot.quantity} left`;
    const token = world.settings.belowZeroCode === 400 ? "PARAMETER_MISSING_OR_INVALID" : "RESOURCE_UPDATE_NOT_ALLOWED";
    throw new BricklinkRefusal(token, description);
  }
  Object.assign(lot, details);
  setLotQuantity(world, lot, { quantity, by: "api" });
  return ok(world, c, lotView(world, lot));
}

function removeLot(world: BricklinkWorld, c: BricklinkContext): Response {
  deleteLot(world, findLot(world, c), "api");
  return noContent(world, c);
}

type NewLot = Omit<Lot, "inventoryId" | "createdAt">;

function newLot(body: Body): NewLot {
  const goods = readGoods(body);
  const quantity = readQuantityChange(body);
  if (quantity < 1) throw invalidParameter("quantity must be at least 1");
  const details = readLotDetails(body);
  if (details.unitPrice === undefined) throw invalidParameter("unit_price is missing");
  const rest = { description: "", remarks: "", bulk: 1, isRetain: false, isStockRoom: false, stockRoomId: null };
  return { ...rest, myCost: 0, saleRate: 0, tiers: [], ...goods, quantity, ...details, unitPrice: details.unitPrice };
}

function putNewLot(world: BricklinkWorld, lot: NewLot): Lot {
  const made = world.lots.put({ ...lot, inventoryId: nextInventoryId(world), createdAt: world.clock.iso() });
  world.ledger.append("lot-created", { inventoryId: made.inventoryId, no: made.no, quantity: made.quantity });
  return made;
}

function findLot(world: BricklinkWorld, c: BricklinkContext): Lot {
  const id = c.req.param("id") ?? "";
  const lot = world.lots.get(id);
  if (lot === undefined) throw notFound(`There is no inventory ${id}`);
  return lot;
}
