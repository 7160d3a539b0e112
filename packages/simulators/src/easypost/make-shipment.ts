import { z } from "zod";
import type { ApiKey, Rate, Shipment } from "./easypost-entities.ts";
import { invalidParams } from "./easypost-refusal.ts";
import type { EasypostWorld } from "./easypost-world.ts";

const address = z.looseObject({
  street1: z.string().min(1),
  city: z.string().nullish(),
  zip: z.string().nullish(),
  country: z.string().regex(/^[A-Z]{2}$/),
});
const body = z.object({
  shipment: z.looseObject({
    to_address: address,
    from_address: address,
    parcel: z.looseObject({ weight: z.number().positive() }),
    reference: z.string().nullish(),
  }),
});

const heaviestOunces = 70 * 16;
const services = [
  { carrier: "USPS", service: "GroundAdvantage", base: 4.2, perOunce: 0.11, days: 4 },
  { carrier: "USPS", service: "Priority", base: 7.1, perOunce: 0.16, days: 2 },
  { carrier: "UPSDAP", service: "Ground", base: 8.35, perOunce: 0.09, days: 3 },
] as const;

/** Makes a shipment with its rates, or refuses what no carrier could read. */
export function makeShipment(world: EasypostWorld, { apiKey, mode }: ApiKey, given: unknown): Shipment {
  const parsed = body.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw invalidParams(issue?.path.slice(1).join(".") ?? "shipment", "is invalid or missing");
  }
  const { to_address: to, from_address: from, parcel, reference } = parsed.data.shipment;
  const tooHeavy = parcel.weight > heaviestOunces;
  return world.shipments.insert({
    ...{ id: `shp_${world.random.hex(32)}`, apiKey, mode, created_at: world.clock.iso() },
    ...{ reference: reference ?? null, from_address: from, to_address: to, parcel },
    rates: tooHeavy ? [] : services.map((service) => rateOf(world, service, parcel.weight)),
    messages: tooHeavy
      ? services.map(({ carrier }) => ({ carrier, type: "rate_error", message: "The parcel is heavier than 70 lb." }))
      : [],
    ...{ selected_rate: null, postage_label: null, tracking_code: null, status: "unknown", refund_status: null },
  });
}

function rateOf(world: EasypostWorld, service: (typeof services)[number], ounces: number): Rate {
  return {
    ...{ id: `rate_${world.random.hex(32)}`, carrier: service.carrier, service: service.service },
    ...{ rate: (service.base + service.perOunce * ounces).toFixed(2), currency: "USD", delivery_days: service.days },
  };
}
