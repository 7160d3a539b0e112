import type { Context } from "hono";
import { z } from "zod";
import type { SimulatorApp } from "../kit/index.ts";
import type { ApiKey, Shipment } from "./easypost-entities.ts";
import {
  insufficientFunds,
  invalidRate,
  noPostage,
  notFound,
  postageExists,
  postageFailure,
  unauthorized,
} from "./easypost-refusal.ts";
import type { EasypostWorld } from "./easypost-world.ts";
import { labelFile } from "./label-file.ts";
import { makeShipment } from "./make-shipment.ts";

const buyBody = z.object({ rate: z.object({ id: z.string() }) });

/** https://docs.easypost.com/docs/shipments, and the files of bought labels. */
export function addShipmentRoutes(world: EasypostWorld, app: SimulatorApp): void {
  app.get("/v2/shipments", (c) => {
    const { apiKey } = keyOf(world, c);
    const own = world.shipments.where((shipment) => shipment.apiKey === apiKey).reverse();
    const size = Math.min(100, Number(c.req.query("page_size") ?? 20));
    return c.json({
      shipments: own.slice(0, size).map((shipment) => view(world, shipment)),
      has_more: own.length > size,
    });
  });
  app.post("/v2/shipments", async (c) => {
    const key = keyOf(world, c);
    return c.json(view(world, makeShipment(world, key, await c.req.json().catch(() => null))), 201);
  });
  app.get("/v2/shipments/:id", (c) => c.json(view(world, shipmentOf(world, c))));
  app.post("/v2/shipments/:id/buy", async (c) => {
    const shipment = shipmentOf(world, c);
    const { rate } = buyBody.parse(await c.req.json());
    buy(world, shipment, { rateId: rate.id, files: new URL(c.req.url).origin + world.prefix });
    return c.json(view(world, shipment));
  });
  app.get("/v2/shipments/:id/label", (c) => {
    const shipment = shipmentOf(world, c);
    if (shipment.postage_label === null) throw noPostage();
    shipment.postage_label.label_pdf_url = shipment.postage_label.label_url;
    return c.json(view(world, shipment));
  });
  app.post("/v2/shipments/:id/refund", (c) => {
    const shipment = shipmentOf(world, c);
    if (shipment.postage_label === null) throw noPostage();
    if (shipment.refund_status === null) {
      shipment.refund_status = shipment.status === "pre_transit" ? "submitted" : "rejected";
      world.ledger.append("refund-asked", { id: shipment.id, refund_status: shipment.refund_status });
    }
    return c.json(view(world, shipment));
  });
  // No key is asked for: whoever has the address has the file.
  app.get("/files/:file", (c) => {
    const shipment = world.shipments.get(c.req.param("file").replace(/\.pdf$/, ""));
    if (!shipment?.postage_label) return c.text("not found", 404);
    return c.body(labelFile(shipment), 200, { "content-type": "application/pdf" });
  });
}

function keyOf(world: EasypostWorld, c: Context): ApiKey {
  const [, encoded = ""] = /^Basic (\S+)$/.exec(c.req.header("authorization") ?? "") ?? [];
  const key = world.keys.get(Buffer.from(encoded, "base64").toString().replace(/:$/, ""));
  if (key === undefined) throw unauthorized();
  return key;
}

function shipmentOf(world: EasypostWorld, c: Context): Shipment {
  const { apiKey } = keyOf(world, c);
  const shipment = world.shipments.get(c.req.param("id") ?? "");
  if (shipment === undefined || shipment.apiKey !== apiKey) throw notFound();
  return shipment;
}

function buy(world: EasypostWorld, shipment: Shipment, { rateId, files }: { rateId: string; files: string }): void {
  if (shipment.postage_label !== null) throw postageExists();
  const rate = shipment.rates.find(({ id }) => id === rateId);
  if (rate === undefined) throw invalidRate();
  const refused = world.refused.get(shipment.reference ?? "");
  if (refused !== undefined) throw postageFailure(refused.message);
  const key = world.keys.get(shipment.apiKey);
  const price = Number(rate.rate);
  if (key === undefined || key.balance < price) throw insufficientFunds();
  key.balance = Math.round((key.balance - price) * 100) / 100;
  const label_url = `${files}/files/${shipment.id}.pdf`;
  Object.assign(shipment, {
    ...{ selected_rate: rate, status: "pre_transit", tracking_code: trackingCode(world, rate.carrier) },
    postage_label: { label_url, label_pdf_url: null, label_file_type: "application/pdf" },
  });
  world.ledger.append("label-bought", { id: shipment.id, reference: shipment.reference, rate: rate.rate });
}

function view(world: EasypostWorld, { apiKey: _, ...shipment }: Shipment): object {
  const { tracking_code: code, status } = shipment;
  const public_url = `https://track.easypost.com/${shipment.id}`;
  const est_delivery_date = new Date(world.clock.milliseconds() + 3 * 86_400_000).toISOString();
  const tracker =
    code === null ? null : { object: "Tracker", tracking_code: code, status, public_url, est_delivery_date };
  return { ...shipment, object: "Shipment", tracker };
}

/** A number as the carrier writes it, its check digit right. */
function trackingCode(world: EasypostWorld, carrier: string): string {
  if (carrier.startsWith("UPS")) {
    const body = `999AA1${world.random.digits(9)}`;
    const values = Array.from(body, (sign) => (/\d/.test(sign) ? Number(sign) : (sign.charCodeAt(0) - 63) % 10));
    return `1Z${body}${checkDigit(values.map((value, n) => value * (n % 2 === 0 ? 1 : 2)))}`;
  }
  const body = `94001${world.random.digits(16)}`;
  return `${body}${checkDigit(Array.from(body, (digit, n) => Number(digit) * (n % 2 === 0 ? 3 : 1)))}`;
}

function checkDigit(weighed: readonly number[]): number {
  return (10 - (weighed.reduce((sum, value) => sum + value, 0) % 10)) % 10;
}
