import { z } from "zod";
import { outgoingEventTypes } from "../../services/outgoing/event-types.ts";
import { doneWire, envelope, enveloped } from "./common-schemas.ts";
import { restRoute } from "./rest-route.ts";

const base = "/api/v1/webhooks";
const tag = "Webhooks";
const webhookPath = z.object({ webhookId: z.uuid() });
const eventType = z.enum(outgoingEventTypes).meta({ id: "EventType" });
const time = z.string().nullable();
const count = z.number().int();

const types = restRoute({
  ...{ method: "get", path: `${base}/types`, operationId: "listEventTypes", tag },
  ...{ scope: "webhooks:read", summary: "What may be told, and when it happens." },
  responses: {
    200: {
      description: "Every kind of event.",
      schema: envelope(z.array(z.object({ type: eventType, description: z.string() }))),
    },
  },
  handle: async (call) => enveloped("The kinds of events.", await call.api.webhooks.types()),
});

const webhookWire = z
  .object({
    ...{ id: z.string(), url: z.string(), enabled: z.boolean(), events: z.array(eventType) },
    state: z.enum(["healthy", "failing", "off"]),
    ...{ failingSince: time, restingUntil: time, lastSuccessAt: time },
    pending: count.meta({ description: "Messages that wait." }),
    failed: count.meta({ description: "Messages that were given up." }),
    createdAt: z.string(),
  })
  .meta({ id: "Webhook" });

const list = restRoute({
  ...{ method: "get", path: base, operationId: "listWebhooks", tag },
  ...{ scope: "webhooks:read", summary: "The addresses that are told what happens, and how they do." },
  responses: { 200: { description: "In the order they were added.", schema: envelope(z.array(webhookWire)) } },
  handle: async (call) => {
    const data = await call.api.webhooks.list();
    return enveloped(`${data.length} addresses are told what happens.`, data);
  },
});

const add = restRoute({
  ...{ method: "post", path: base, operationId: "addWebhook", tag },
  ...{ scope: "webhooks:write", summary: "Have events posted to an address." },
  description: "The secret that signs the messages is answered this once. Alerts alone where no event is named.",
  input: { body: z.object({ url: z.string().max(2000), events: z.array(eventType).min(1).optional() }) },
  responses: {
    201: {
      description: "The address is told from now on.",
      schema: envelope(z.object({ id: z.string(), secret: z.string() })),
    },
  },
  handle: async (call) => {
    const { url, events } = call.body;
    const data = await call.api.webhooks.add({ url, ...(events && { events }) });
    return enveloped("The address is told from now on.", data, 201);
  },
});

const change = restRoute({
  ...{ method: "put", path: `${base}/{webhookId}`, operationId: "changeWebhook", tag },
  ...{ scope: "webhooks:write", summary: "Change what an address is told, or turn it off and on." },
  input: {
    path: webhookPath,
    body: z.object({ events: z.array(eventType).min(1).optional(), enabled: z.boolean().optional() }),
  },
  responses: { 200: { description: "Changed.", schema: doneWire } },
  handle: async (call) => {
    const { events, enabled } = call.body;
    const changes = { ...(events && { events }), ...(enabled !== undefined && { enabled }) };
    await call.api.webhooks.change({ webhookId: call.path.webhookId, ...changes });
    return { body: { success: true, message: "The webhook is changed." } };
  },
});

const remove = restRoute({
  ...{ method: "delete", path: `${base}/{webhookId}`, operationId: "removeWebhook", tag },
  ...{ scope: "webhooks:write", summary: "Tell an address nothing more." },
  input: { path: webhookPath },
  responses: { 200: { description: "Removed, with the list of its messages.", schema: doneWire } },
  handle: async (call) => {
    await call.api.webhooks.remove(call.path);
    return { body: { success: true, message: "The webhook is removed." } };
  },
});

const test = restRoute({
  ...{ method: "post", path: `${base}/{webhookId}/test`, operationId: "testWebhook", tag },
  ...{ scope: "webhooks:write", summary: "Post a message that tells nothing." },
  input: { path: webhookPath },
  responses: { 202: { description: "On its way.", schema: envelope(z.object({ eventId: z.string() })) } },
  handle: async (call) => enveloped("A test is on its way.", await call.api.webhooks.test(call.path), 202),
});

const deliveryWire = z
  .object({
    ...{ id: z.string(), webhookId: z.string() },
    eventId: z.string().meta({ description: "The message's id: the same at every address and attempt." }),
    ...{ type: z.string(), subjectId: z.string(), data: z.record(z.string(), z.unknown()), occurredAt: z.string() },
    ...{ state: z.enum(["pending", "sent", "failed"]), attempts: count, nextTryAt: time, sentAt: time },
    answered: count.nullable().meta({ description: "The status that the address answered last." }),
    error: z.string().nullable(),
  })
  .meta({ id: "WebhookDelivery" });

const deliveries = restRoute({
  ...{ method: "get", path: `${base}/deliveries`, operationId: "listWebhookDeliveries", tag },
  ...{ scope: "webhooks:read", summary: "What was told and what waits, newest event first." },
  input: {
    query: z.object({
      webhookId: z.uuid().optional(),
      state: z.enum(["pending", "sent", "failed"]).optional(),
      type: eventType.optional(),
      subject: z.uuid().optional().meta({ description: "The id of an order, a unit, a connection or an alert." }),
      cursor: z.string().max(500).optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
  },
  responses: {
    200: {
      description: "A page. Events are kept for 30 days.",
      schema: envelope(z.object({ deliveries: z.array(deliveryWire), nextCursor: z.string().nullable() })),
    },
  },
  handle: async (call) => enveloped("What was told.", await call.api.webhooks.deliveries(call.query)),
});

const replayOne = restRoute({
  ...{ method: "post", path: `${base}/deliveries/{deliveryId}/replay`, operationId: "replayWebhookDelivery", tag },
  ...{ scope: "webhooks:write", summary: "Post one message again, with the same id and body." },
  input: { path: z.object({ deliveryId: z.uuid() }) },
  responses: { 202: { description: "On its way.", schema: doneWire } },
  handle: async (call) => {
    await call.api.webhooks.replay({ webhookDeliveryId: call.path.deliveryId });
    return { body: { success: true, message: "The message is on its way." }, status: 202 };
  },
});

const replaySince = restRoute({
  ...{ method: "post", path: `${base}/{webhookId}/replay`, operationId: "replayWebhook", tag },
  ...{ scope: "webhooks:write", summary: "Post everything again that happened since a time." },
  input: {
    path: webhookPath,
    body: z.object({
      since: z.iso.datetime({ offset: true }),
      failedOnly: z.boolean().default(false).meta({ description: "Only what was given up." }),
    }),
  },
  responses: { 202: { description: "On their way.", schema: envelope(z.object({ messages: count })) } },
  handle: async (call) => {
    const data = await call.api.webhooks.replaySince({ ...call.path, ...call.body });
    return enveloped(`${data.messages} messages are on their way.`, data, 202);
  },
});

/** Addresses that are told what happens: what they are told, what arrived, and telling it again. */
export const outgoingWebhookRoutes = [types, list, add, change, remove, test, deliveries, replayOne, replaySince];
