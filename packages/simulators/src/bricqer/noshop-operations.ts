import { z } from "zod";
import { amount } from "./amounts.ts";
import type { Order } from "./bricqer-entities.ts";
import { BricqerRefusal, invalid, notFound } from "./bricqer-errors.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { countryCodeOf } from "./countries.ts";
import type { BricqerOperation, Call } from "./operation.ts";
import { contactOf, nextLineId, nextOrderId } from "./seeding.ts";
import { itemsOfDefinition, leftOfDefinition, takeDefinition } from "./stock-change.ts";

const PROVIDER = "NoShop";

/** Orders that were made elsewhere, with what they need. Bodies are in snake_case. */
export const noshopOperations: readonly BricqerOperation[] = [
  { name: "shops/noshop/order", method: "POST", right: "orders", slash: "required", handle: createOrder },
  { name: "administration/contact", method: "POST", right: "administration", slash: "required", handle: createContact },
  { name: "shipping/method", method: "GET", right: "orders", slash: "required", handle: () => shippingMethods },
  {
    name: "administration/document/{id}/download",
    method: "GET",
    right: "administration",
    slash: "required",
    handle: downloadInvoice,
  },
];

const shippingMethods = [
  { id: 3, name: "Royal Mail 48", costs: [{ shippingCode: "GB", weightMin: 0, weightMax: 2000, price: "3.20" }] },
  { id: 4, name: "International", costs: [{ shippingCode: "NL", weightMin: 0, weightMax: 2000, price: "9.95" }] },
];

const money = z.union([z.string(), z.number()]).transform((value) => amount(String(value)));
const orderSchema = z.object({
  contact: z.number().int(),
  shipping_method: z.number().int(),
  paid: z.boolean(),
  custom_marketplace: z.string(),
  custom_marketplace_order_id: z.string(),
  remarks: z.string().optional(),
  batches: z
    .array(
      z.object({
        definition_type: z.literal("lego"),
        items: z.array(z.object({ definition_id: z.number().int(), quantity: z.number().int().min(1), price: money })),
      }),
    )
    .min(1),
  invoice_lines: z.array(z.object({ amount: money, shipping: z.boolean() })).default([]),
});

// Made twice when sent twice: nothing here recognises a repetition.
function createOrder(world: BricqerWorld, { tenant: { label }, body }: Call): unknown {
  const wanted = parse(orderSchema, body);
  if (!world.contacts.has(rowKey(label, wanted.contact))) throw invalid("contact", "Object does not exist.");
  const goods = wanted.batches.flatMap(({ items }) => items);
  for (const { definition_id: id, quantity } of goods) {
    if (leftOfDefinition(world, label, id) < quantity) throw invalid("batches", `Not enough of definition ${id}.`);
  }
  const id = nextOrderId(world, label);
  const now = world.clock.iso();
  const order: Order = {
    tenant: label,
    id,
    provider: PROVIDER,
    number: String(id),
    status: wanted.paid ? "READY" : "OPEN",
    created: now,
    modified: now,
    paymentDate: wanted.paid ? now : null,
    remarks: wanted.remarks ?? null,
    contactId: wanted.contact,
    lines: goods.map((item) => ({
      id: nextLineId(world, label),
      definitionId: item.definition_id,
      itemId: itemsOfDefinition(world, label, item.definition_id)[0]?.id ?? null,
      description: "",
      quantity: item.quantity,
      picked: 0,
      price: item.price,
    })),
    shipping: wanted.invoice_lines.filter(({ shipping }) => shipping).reduce((sum, line) => sum + line.amount, 0),
    tax: 0,
    trackingCode: null,
    trackTraceUrl: null,
    filed: false,
    channelStatus: "",
    custom: { marketplace: wanted.custom_marketplace, orderId: wanted.custom_marketplace_order_id },
  };
  world.orders.insert(order);
  world.ledger.append("order-created", { tenant: label, orderId: id, ...order.custom });
  for (const { definition_id: definitionId, quantity } of goods) {
    takeDefinition(world, label, { definitionId, quantity, by: `order ${id}` });
  }
  return { meta_id: String(id) };
}

const contactSchema = z.object({
  name: z.string().min(1),
  street1: z.string(),
  street2: z.string().default(""),
  postal_code: z.string(),
  city: z.string(),
  email: z.string(),
  phone: z.string().optional(),
  country_id: z.number().int(),
});

function createContact(world: BricqerWorld, { tenant, body }: Call): unknown {
  const {
    name,
    street1,
    street2,
    postal_code: postalCode,
    city,
    email,
    phone,
    country_id,
  } = parse(contactSchema, body);
  const countryCode = countryCodeOf(country_id);
  if (countryCode === undefined) throw invalid("country_id", "Object does not exist.");
  const address = [street1, street2, `${postalCode} ${city}`].filter((line) => line !== "").join("\n");
  const contact = { name, email, address, countryCode, ...(phone !== undefined && { phone }) };
  const { id } = contactOf(world, tenant.label, contact);
  world.ledger.append("contact-created", { tenant: tenant.label, contactId: id });
  return { id };
}

const PDF =
  "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n%%EOF\n";

function downloadInvoice(world: BricqerWorld, { tenant, id }: Call): Response {
  if (!world.orders.has(rowKey(tenant.label, id - 700))) throw notFound();
  return new Response(PDF, { headers: { "content-type": "application/pdf" } });
}

function parse<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const fields = result.error.issues.map(({ path, message }) => [String(path[0] ?? "non_field_errors"), [message]]);
  throw new BricqerRefusal(400, Object.fromEntries(fields));
}
