import { amount } from "./amounts.ts";
import type { Contact, Definition, Order, OrderLine, StockItem } from "./bricqer-entities.ts";
import {
  type BricqerBuyerSeed,
  type BricqerDefinitionSeed,
  type BricqerSeed,
  type BricqerStockItemSeed,
  type BricqerTenantSeed,
  type ChannelOrder,
  rights,
} from "./bricqer-seed.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";

// Small numbers that overlap between the kinds, as in a true store.
const FIRST_ORDER_ID = 1101;
const FIRST_LINE_ID = 3001;
const FIRST_CONTACT_ID = 55;
const FIRST_STORAGE_ID = 12;
const BATCH_SIZE = 25;

/** Fills the empty tables. */
export function seedBricqer(world: BricqerWorld, seed: BricqerSeed) {
  for (const tenant of seed.tenants) seedTenant(world, tenant);
}

function seedTenant(world: BricqerWorld, seed: BricqerTenantSeed) {
  const { label, channels = [] } = seed;
  world.tenants.put({ label, channels });
  for (const key of seed.keys) {
    world.keys.put({ tenant: label, apiKey: key.apiKey, rights: [...(key.rights ?? rights)] });
  }
  for (const definition of seed.definitions ?? []) world.definitions.put(makeDefinition(label, definition));
  for (const [index, item] of (seed.items ?? []).entries()) world.items.put(makeItem(world, label, { item, index }));
  for (const order of seed.orders ?? []) makeOrder(world, label, order);
}

function makeDefinition(tenant: string, seed: BricqerDefinitionSeed): Definition {
  const { definitionId: id, legoType, legoId, description, condition } = seed;
  return {
    tenant,
    ...{ id, legoType, legoId, description, condition },
    colorId: seed.colorId ?? null,
    price: amount(seed.price),
    comment: seed.comment ?? null,
    weight: seed.weight ?? null,
  };
}

function makeItem(
  world: BricqerWorld,
  tenant: string,
  { item: seed, index }: { item: BricqerStockItemSeed; index: number },
): StockItem {
  const batch = Math.floor(index / BATCH_SIZE);
  const now = world.clock.iso();
  return {
    tenant,
    id: seed.itemId,
    definitionId: seed.definitionId,
    storageId: storageIdOf(world, tenant, seed.storageLabel),
    remainingQuantity: seed.remainingQuantity,
    originalQuantity: seed.remainingQuantity,
    remarks: seed.remarks ?? null,
    listings: seed.listings ?? {},
    batchId: 14 + batch,
    purchaseId: 42 + batch,
    created: now,
    updated: now,
  };
}

function storageIdOf(world: BricqerWorld, tenant: string, label: string): number {
  const existing = world.storages.find((storage) => storage.tenant === tenant && storage.label === label);
  if (existing !== undefined) return existing.id;
  return world.storages.put({ tenant, id: nextId(world, tenant, ["storage", FIRST_STORAGE_ID]), label }).id;
}

/** Writes a channel's order down, with its buyer, without touching stock. */
export function makeOrder(world: BricqerWorld, tenant: string, seed: ChannelOrder): Order {
  const { provider, number, status } = seed;
  return world.orders.insert({
    tenant,
    id: nextId(world, tenant, ["order", FIRST_ORDER_ID]),
    ...{ provider, number, status },
    created: seed.placedAt,
    modified: seed.updatedAt ?? seed.placedAt,
    paymentDate: seed.paidAt ?? null,
    remarks: null,
    contactId: contactOf(world, tenant, seed.buyer).id,
    lines: seed.lines.map((line) => makeLine(world, tenant, { provider, line })),
    shipping: amount(seed.shipping ?? "0"),
    tax: amount(seed.tax ?? "0"),
    trackingCode: seed.trackingCode ?? null,
    trackTraceUrl: seed.trackingCode === undefined ? null : trackUrl(seed.trackingCode),
    filed: seed.filed ?? false,
    channelStatus: status,
    custom: null,
  });
}

function makeLine(
  world: BricqerWorld,
  tenant: string,
  { provider, line }: { provider: string; line: ChannelOrder["lines"][number] },
): OrderLine {
  const item = world.items.find((candidate) => {
    return candidate.tenant === tenant && candidate.listings[provider] === line.listing;
  });
  return {
    id: nextLineId(world, tenant),
    definitionId: item?.definitionId ?? null,
    itemId: item?.id ?? null,
    description: line.description,
    quantity: line.quantity,
    picked: 0,
    price: amount(line.price),
  };
}

export function nextLineId(world: BricqerWorld, tenant: string): number {
  return nextId(world, tenant, ["line", FIRST_LINE_ID]);
}

export function nextOrderId(world: BricqerWorld, tenant: string): number {
  return nextId(world, tenant, ["order", FIRST_ORDER_ID]);
}

/** The buyer's row; one row a mail address. */
export function contactOf(world: BricqerWorld, tenant: string, buyer: BricqerBuyerSeed): Contact {
  const known = world.contacts.find((contact) => contact.tenant === tenant && contact.email === buyer.email);
  const id = known?.id ?? nextId(world, tenant, ["contact", FIRST_CONTACT_ID]);
  return world.contacts.put({ ...buyer, tenant, id });
}

/** A carrier's page for a tracking code. */
export function trackUrl(trackingCode: string): string {
  return `https://track.example.com/${encodeURIComponent(trackingCode)}`;
}

function nextId(world: BricqerWorld, tenant: string, [kind, start]: readonly [string, number]): number {
  return world.store.nextNumber(rowKey(tenant, kind), start);
}
