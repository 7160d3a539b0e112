import { createRandom } from "@counterfoil/simulators/kit";
import { vi } from "vitest";
import type { DeskUser } from "../support/desk-set-up.ts";
import { royalMailNumber, shipmentsTold } from "../support/parcels.ts";
import type { Comparison } from "./comparison.ts";
import type { HeldOrder } from "./desk-reader.ts";
import type { Chaos } from "./run-chaos.ts";

type Dispatch = Parameters<DeskUser["client"]["orders"]["dispatch"]["mutate"]>[0];

/** A parcel that somebody handed over, and the requests by which the desk was told. */
export interface Parcel {
  platform: string;
  number: string;
  request: Dispatch;
  /** Why it was not sent in the end; empty where it was. */
  refused: string;
}

/** Marketplaces that take a plain parcel; Flipkart and Bricqer want steps of their own. */
const packable = new Set(["ebay", "bricklink", "brickowl", "amazon", "tiktok-shop"]);

/**
 * Sends one order that waits, as a person does: sometimes by two clicks at once on both web processes, sometimes by two
 * people who do not know of each other. What fails is sent again when all is calm.
 */
export async function pack(chaos: Chaos, { pick }: { pick: number }): Promise<void> {
  const random = createRandom(`${chaos.seed}/pack/${pick}`);
  const [one, two] = chaos.users;
  const waiting = await one.client.orders.sendable.query({ sort: "placed" }).catch(() => []);
  const choices = waiting.filter(
    ({ platform, platformOrderId }) =>
      packable.has(platform) &&
      chaos.sales.some(({ number }) => number === platformOrderId) &&
      !chaos.parcels.some(({ number }) => number === platformOrderId),
  );
  const order = choices[Math.floor(pick * choices.length)];
  if (order === undefined) return;
  const serial = 60_000 + chaos.parcels.length;
  const request: Dispatch = {
    ...{ orderId: order.id, carrier: "Royal Mail", trackingNumber: royalMailNumber(serial) },
    ...{ shippedAt: new Date().toISOString(), idempotencyKey: `chaos-${chaos.seed}-${serial}` },
  };
  chaos.parcels.push({ platform: order.platform, number: order.platformOrderId, request, refused: "" });
  const requests = [one.client.orders.dispatch.mutate(request)];
  if (random.chance(0.3)) requests.push(two.client.orders.dispatch.mutate(request));
  if (random.chance(0.2))
    requests.push(two.client.orders.dispatch.mutate({ ...request, idempotencyKey: `${request.idempotencyKey}-again` }));
  await Promise.allSettled(requests);
}

/** Presses once more for each parcel until the desk says what became of it. */
export async function finishParcels({ users: [user], parcels, desk }: Chaos): Promise<void> {
  for (const parcel of parcels) {
    const finish = async () => {
      const held = (await desk.orders()).find(({ number }) => number === parcel.number);
      if (held === undefined || isSent(held)) return;
      await user.client.orders.dispatch.mutate(parcel.request);
    };
    await vi.waitFor(finish, { timeout: 90_000, interval: 2000 }).catch((error: unknown) => {
      parcel.refused = String(error);
    });
  }
}

const isSent = ({ status }: HeldOrder) =>
  status === "shipped" || status === "completed" || status === "partially_shipped";

/** Each parcel told once where the desk says that it is sent, and not at all where it does not. */
export function compareParcels({ sandbox, parcels }: Chaos, orders: readonly HeldOrder[]): Comparison {
  const told = shipmentsTold(sandbox);
  const wrong = parcels.flatMap(({ platform, number, refused }) => {
    const order = orders.find((one) => one.platform === platform && one.number === number);
    const sent = order !== undefined && isSent(order) ? 1 : 0;
    const times = told.get(`${platform} ${number}`) ?? 0;
    return times === sent && sent === 1
      ? []
      : [`${platform} ${number}: told ${times} times, the desk says ${order?.status}. ${refused}`];
  });
  const simulators = parcels.reduce((sum, { platform, number }) => sum + (told.get(`${platform} ${number}`) ?? 0), 0);
  return { what: "parcels told once", simulators, desk: parcels.length, wrong };
}
