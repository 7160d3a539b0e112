import type { Shipment } from "../flipkart-entities.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import { indiaDay } from "../india-time.ts";
import { moveShipment } from "./shipment-parts.ts";

/** Begins packing; the clock ends it. */
export function startPacking(
  world: FlipkartWorld,
  shipment: Shipment,
  invoice: { number: string; date: string } | null,
) {
  shipment.invoice = invoice;
  moveShipment(world, shipment, "PACKING_IN_PROGRESS");
  shipment.packingEndsAt = shipment.updatedAt + world.behaviour.packingSeconds * 1000;
}

/** Ends all packing whose time has come. Runs before every call, so that whoever looks sees what the clock says. */
export function settlePacking(world: FlipkartWorld) {
  const now = world.clock.milliseconds();
  for (const shipment of world.shipments.all()) {
    if (shipment.packingEndsAt !== null && shipment.packingEndsAt <= now) endPacking(world, shipment);
  }
}

/** Ends packing now, well or with a form that could not be made. */
export function endPacking(world: FlipkartWorld, shipment: Shipment, forced?: "PACKED" | "FORM_FAILED") {
  const at = Math.min(shipment.packingEndsAt ?? world.clock.milliseconds(), world.clock.milliseconds());
  shipment.packingEndsAt = null;
  const { formFailureChance } = world.behaviour;
  const failed =
    forced === undefined ? formFailureChance > 0 && world.random.chance(formFailureChance) : forced === "FORM_FAILED";
  if (failed) {
    shipment.forms = [{ name: "FORM600TG", link: "https://tgct.gov.in/", automated: true }];
    moveShipment(world, shipment, "FORM_FAILED", at);
    return;
  }
  finishPacking(world, shipment, at);
}

/** Invoice and courier are there: the label can be printed. */
export function finishPacking(world: FlipkartWorld, shipment: Shipment, at = world.clock.milliseconds()) {
  shipment.invoice ??= { number: `FAB${world.random.digits(12)}`, date: indiaDay(at) };
  shipment.courier ??= { vendorName: "E-Kart Logistics", trackingId: `FMPC${world.random.digits(10)}` };
  shipment.labelIsVoid = false;
  moveShipment(world, shipment, "PACKED", at);
}
