import { z } from "zod";
import { ItemRefusal } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import type { FlipkartOperation } from "../operation.ts";
import { readBody, refuseTooMany } from "../read-body.ts";
import { cancelParts } from "./cancel-parts.ts";
import { eachShipment, notAllowed, requireShipment } from "./item-results.ts";
import { finishPacking, startPacking } from "./packing.ts";
import { moveShipment, standingItems } from "./shipment-parts.ts";

const MOST = 25;

const packSchema = z.object({
  shipments: z.array(
    z.object({
      shipmentId: z.string(),
      locationId: z.string(),
      taxItems: z.array(z.object({ orderItemId: z.string() })).nullish(),
      invoices: z
        .array(z.object({ orderId: z.string(), invoiceDate: z.string(), invoiceNumber: z.string() }))
        .nullish(),
      subShipments: z.array(z.object({ subShipmentId: z.string() })).nullish(),
    }),
  ),
});
const dispatchSchema = z.object({ shipmentIds: z.array(z.string()), locationId: z.string() });
const cancelSchema = z.object({
  shipments: z.array(
    z.object({
      shipmentId: z.string(),
      locationId: z.string().optional(),
      reason: z.string().optional(),
      cancellationGroupIds: z.array(z.string()).nullish(),
    }),
  ),
});
const formsSchema = z.object({
  shipments: z.array(
    z.object({ shipmentId: z.string(), forms: z.array(z.object({ name: z.string(), ackNumber: z.string() })) }),
  ),
});
const sellerReasons = ["cannot_procure_item", "not_enough_inventory", "b2b_order"];

/** Standard dispatch: pack, acknowledge forms, ready to dispatch; and the seller's cancellation. */
export function standardOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [packOperation(world), formOperation(world), dispatchOperation(world), cancelOperation(world)];
}

function packOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "packShipments",
    method: "POST",
    path: "/v3/shipments/labels",
    async handle(c) {
      const { shipments } = await readBody(c, packSchema);
      refuseTooMany(shipments, MOST);
      const run = (item: (typeof shipments)[number]) => {
        const shipment = requireShipment(world, item);
        if (shipment.shipmentType === "SELF") throw notAllowed(shipment, "the seller ships it");
        if (shipment.hold) throw notAllowed(shipment, "it is on hold");
        const mayPack = shipment.state === "APPROVED" || (shipment.state === "PACKED" && shipment.labelIsVoid);
        if (!mayPack) throw notAllowed(shipment, "it cannot be packed");
        if (world.clock.milliseconds() < shipment.dispatchAfter) {
          throw notAllowed(shipment, "it must not be packed before its dispatchAfterDate");
        }
        const strangers = (item.taxItems ?? []).filter(({ orderItemId }) =>
          shipment.items.every((each) => each.orderItemId !== orderItemId),
        );
        if (strangers.length > 0) throw new ItemRefusal("UNPROCESSABLE_ENTITY", "A tax item is of another shipment");
        const [invoice] = item.invoices ?? [];
        startPacking(
          world,
          shipment,
          invoice === undefined ? null : { number: invoice.invoiceNumber, date: invoice.invoiceDate },
        );
      };
      return c.json(eachShipment(shipments, { key: world.behaviour.dispatchStatusKey, run }));
    },
  };
}

function formOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "acknowledgeForms",
    method: "POST",
    path: "/v3/shipments/forms/updateAck",
    async handle(c) {
      const { shipments } = await readBody(c, formsSchema);
      refuseTooMany(shipments, MOST);
      const run = (item: (typeof shipments)[number]) => {
        const shipment = requireShipment(world, item);
        if (shipment.state !== "FORM_FAILED") throw notAllowed(shipment, "no form is wanted");
        const named = new Set(item.forms.map(({ name }) => name));
        const missing = shipment.forms.filter(({ name }) => !named.has(name));
        if (missing.length > 0)
          throw new ItemRefusal("UNPROCESSABLE_ENTITY", `Form ${missing[0]?.name} is not acknowledged`);
        finishPacking(world, shipment);
      };
      return c.json(eachShipment(shipments, { key: "processingStatus", run }));
    },
  };
}

function dispatchOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "readyToDispatch",
    method: "POST",
    path: "/v3/shipments/dispatch",
    async handle(c) {
      const { shipmentIds, locationId } = await readBody(c, dispatchSchema);
      refuseTooMany(shipmentIds, MOST);
      const items = shipmentIds.map((shipmentId) => ({ shipmentId, locationId }));
      const run = (item: (typeof items)[number]) => {
        const shipment = requireShipment(world, item);
        if (shipment.hold) throw notAllowed(shipment, "it is on hold");
        if (shipment.state !== "PACKED") throw notAllowed(shipment, "only a packed one can be made ready to dispatch");
        if (shipment.labelIsVoid) throw notAllowed(shipment, "a part was cancelled: print its label anew first");
        moveShipment(world, shipment, "READY_TO_DISPATCH");
        world.ledger.append("order-shipped", { orderId: shipment.orderId, shipmentId: shipment.shipmentId });
      };
      return c.json(eachShipment(items, { key: world.behaviour.dispatchStatusKey, run }));
    },
  };
}

function cancelOperation(world: FlipkartWorld): FlipkartOperation {
  return {
    operation: "cancelShipments",
    method: "POST",
    path: "/v3/shipments/cancel",
    async handle(c) {
      const { shipments } = await readBody(c, cancelSchema);
      refuseTooMany(shipments, MOST);
      const run = (item: (typeof shipments)[number]) => {
        const shipment = requireShipment(world, item);
        const { reason = "" } = item;
        if (!sellerReasons.includes(reason)) {
          throw new ItemRefusal("EMPTY_OR_INVALID_REASON_FOR_CANCELLATION", `"${reason}" is no reason`);
        }
        if (shipment.state !== "APPROVED") throw notAllowed(shipment, "it can be cancelled only before it is packed");
        const groups = item.cancellationGroupIds ?? [];
        const standing = standingItems(shipment);
        const chosen =
          groups.length === 0
            ? standing
            : standing.filter(({ cancellationGroupId }) => groups.includes(cancellationGroupId));
        if (chosen.length === 0)
          throw new ItemRefusal("UNPROCESSABLE_ENTITY", "No item is in these cancellation groups");
        cancelParts(world, shipment, {
          items: chosen,
          type: "sellerCancellation",
          reason: "seller_cancellation",
          subReason: reason,
        });
      };
      return c.json(eachShipment(shipments, { key: "processingStatus", run }));
    },
  };
}
