import { moneyNumber, moneyText, type Thousandths } from "./amounts.ts";
import type { Contact, Order, OrderLine } from "./bricqer-entities.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { countryId, countryName } from "./countries.ts";
import { definitionFields } from "./definition-view.ts";
import { inSnakeCase } from "./key-case.ts";
import { leftOfDefinition } from "./stock-change.ts";
import { instant } from "./times.ts";

/** `BrickLink #29891125`. */
export function displayName({ provider, number }: Order): string {
  return `${provider} #${number}`;
}

export function subtotalOf({ lines }: Order): Thousandths {
  return lines.reduce((sum, { price, quantity }) => sum + price * quantity, 0);
}

function totalOf(order: Order): Thousandths {
  return subtotalOf(order) + order.shipping + order.tax;
}

/** An order as the list has it. */
export function orderRow(world: BricqerWorld, order: Order) {
  const { id, provider, status, remarks, filed, shipping } = order;
  const contact = contactOf(world, order);
  return {
    id,
    displayName: displayName(order),
    orderProvider: provider,
    status,
    created: instant(world, order.created),
    modified: instant(world, order.modified),
    paymentDate: instant(world, order.paymentDate),
    remarks,
    contact: {
      id: contact.id,
      name: contact.name,
      email: contact.email,
      type: "customer",
      verified: true,
      address: contact.address,
      country: { name: countryName(contact.countryCode), translatedName: null },
    },
    costSubtotal: moneyText(subtotalOf(order)),
    costGrandtotal: moneyText(totalOf(order)),
    shippingName: shipping === 0 ? "Collected" : "Royal Mail 48",
    shippingCode: contact.countryCode,
    shippingTrackTrace: order.trackingCode !== null,
    countryCode: contact.countryCode,
    countryId: countryId(contact.countryCode),
    filed,
    lotCount: shownLines(order).length,
  };
}

/** The whole order. */
export function orderDetail(world: BricqerWorld, order: Order) {
  const lines = shownLines(order);
  return {
    ...orderRow(world, order),
    costShipping: moneyText(order.shipping),
    costTax: moneyText(order.tax),
    description: "Used LEGO® products",
    journal: journalView(order, contactOf(world, order)),
    batchSet:
      lines.length === 0 ? [] : [{ id: order.id - 200, itemSet: lines.map((line) => lineView(world, order, line)) }],
    invoiceSet: [invoiceView(order)],
    shipment: shipmentView(order),
    shippingTrackingNo: order.trackingCode,
    items: [],
    ...(order.custom !== null && { order: customView(world, order.custom) }),
  };
}

// What eBay sold is not told, and of goods that Bricqer has not got it knows nothing.
function shownLines({ provider, lines }: Order): OrderLine[] {
  return provider.toLowerCase() === "ebay" ? [] : lines.filter(({ definitionId }) => definitionId !== null);
}

function lineView(world: BricqerWorld, { tenant }: Order, line: OrderLine) {
  const { id, definitionId, quantity, picked, price } = line;
  const definition = definitionId === null ? undefined : world.definitions.get(rowKey(tenant, definitionId));
  return {
    id,
    definitionId,
    ...(definition === undefined ? { description: line.description } : definitionFields(world, definition)),
    price: moneyNumber(price),
    quantity,
    picked,
    remainingQuantity: definitionId === null ? 0 : leftOfDefinition(world, tenant, definitionId),
  };
}

function journalView(order: Order, { id, name, address, email, phone, countryCode }: Contact) {
  const country = countryId(countryCode);
  const contact = { id, contactType: "customer", name, address, email, phone: phone ?? null, remarks: null, country };
  return { id: order.id + 500, reference: displayName(order), contact };
}

function invoiceView(order: Order) {
  const grandtotal = moneyNumber(totalOf(order));
  return {
    id: order.id + 300,
    invoiceType: "invoice",
    document: order.id + 700,
    items: [{ description: "Shipping", amount: moneyText(order.shipping), vatPercentage: "0.00" }],
    totals: {
      subtotal: moneyNumber(subtotalOf(order)),
      tax: moneyNumber(order.tax),
      paid: order.paymentDate === null ? 0 : grandtotal,
      grandtotal,
    },
  };
}

function shipmentView({ trackingCode, trackTraceUrl }: Order) {
  return trackingCode === null ? null : { trackingCode, trackTraceUrl, providerId: 1 };
}

function customView({ settings }: BricqerWorld, { marketplace, orderId }: NonNullable<Order["custom"]>) {
  const custom = { customMarketplace: marketplace, customMarketplaceOrderId: orderId };
  return settings.orderField === "text" ? JSON.stringify(inSnakeCase(custom)) : custom;
}

function contactOf(world: BricqerWorld, { tenant, contactId }: Order): Contact {
  const contact = world.contacts.get(rowKey(tenant, contactId));
  if (contact === undefined) throw new Error(`There is no contact ${contactId}`);
  return contact;
}
