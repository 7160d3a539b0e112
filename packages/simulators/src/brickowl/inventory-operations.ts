import { formatPrice } from "./amounts.ts";
import { invalid, notFound } from "./brickowl-errors.ts";
import type { BrickowlWorld } from "./brickowl-world.ts";
import { findLot, readChanges, readCondition, readGoods } from "./lot-input.ts";
import { deleteLot, setLotQuantity } from "./lot-stock.ts";
import { listForm, lotView } from "./lot-view.ts";
import { type BrickowlOperation, success } from "./operation.ts";
import { readPrice, readWhole, required } from "./parameters.ts";
import { makeLot } from "./seeding.ts";

export const inventoryOperations: readonly BrickowlOperation[] = [
  { path: "inventory/list", method: "GET", permission: "inventory", handle: listLots },
  { path: "inventory/create", method: "POST", permission: "inventory-edit", handle: createLot },
  { path: "inventory/update", method: "POST", permission: "inventory-edit", handle: updateLot },
  { path: "inventory/delete", method: "POST", permission: "inventory-edit", handle: removeLot },
];

// The whole stock in one answer. Without active_only=0 sold-out lots and those not for sale are not in it.
function listLots(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const isActiveOnly = (parameters.get("active_only") ?? "1") !== "0";
  const [type, externalId, lotId] = ["type", "external_id_1", "lot_id"].map((name) => parameters.get(name));
  if (lotId && !world.lots.has(lotId) && world.settings.unknownLot === "not-found") {
    throw notFound(`There is no lot ${lotId}`);
  }
  const lots = world.lots.where(
    (lot) =>
      (!isActiveOnly || (lot.forSale && lot.quantity > 0)) &&
      (!type || world.items.get(lot.boid)?.type === type) &&
      (!externalId || lot.externalId === externalId) &&
      (!lotId || lot.lotId === lotId),
  );
  const rows = lots.map((lot) => lotView(world, lot));
  return listForm(world, rows, ({ lot_id: id }) => id);
}

function createLot(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const goods = readGoods(world, parameters);
  required(parameters, "quantity");
  required(parameters, "price");
  const quantity = readWhole(parameters, "quantity", { from: 1 }) ?? 0;
  const price = readPrice(parameters, "price") ?? 0;
  const condition = readCondition(required(parameters, "condition"));
  const externalId = parameters.get("external_id");
  const isTaken = externalId !== null && world.lots.find((other) => other.externalId === externalId) !== undefined;
  if (isTaken && world.settings.duplicateExternalId === "refuse") {
    throw invalid(`external_id ${externalId} belongs to another lot`);
  }
  const { boid, colorId } = goods;
  const lot = makeLot(world, {
    boid,
    ...(colorId !== null && { colorId }),
    quantity,
    condition,
    price: formatPrice(price),
    ...(externalId !== null && { externalId }),
  });
  world.lots.put(lot);
  world.ledger.append("lot-created", { lotId: lot.lotId, boid, colorId, quantity, externalId, by: "api" });
  return { ...success, lot_id: lot.lotId };
}

function updateLot(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  const lot = findLot(world, parameters);
  const absolute = readWhole(parameters, "absolute_quantity", { from: 0 });
  const relative = readWhole(parameters, "relative_quantity");
  if (absolute !== null && relative !== null) throw invalid("Give absolute_quantity or relative_quantity, not both");
  const changes = readChanges(parameters);
  if (absolute === null && relative === null && Object.keys(changes).length === 0) {
    throw invalid("There is nothing to update");
  }
  const wanted = absolute ?? lot.quantity + (relative ?? 0);
  if (wanted < 0 && world.settings.belowZero === "refuse") throw invalid("The quantity would fall below zero");
  const before = JSON.stringify(lot);
  Object.assign(lot, changes);
  if (JSON.stringify(lot) !== before) world.ledger.append("lot-updated", { lotId: lot.lotId, changes });
  setLotQuantity(world, lot, { quantity: Math.max(0, wanted), by: "api" });
  return success;
}

function removeLot(world: BrickowlWorld, parameters: URLSearchParams): unknown {
  deleteLot(world, findLot(world, parameters), "api");
  return success;
}
