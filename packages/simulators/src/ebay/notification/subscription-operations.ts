import { z } from "zod";
import type { Caller } from "../caller.ts";
import type { Subscription } from "../ebay-entities.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { type ApplicationOperation, absolute, hrefOf, type RestContext, readJson } from "../rest-operation.ts";
import { deliver } from "./deliver.ts";
import { CONFIG_MISSING, DESTINATION_UNKNOWN, refuse, SUBSCRIPTION_UNKNOWN } from "./notification-errors.ts";
import { SUBSCRIPTION_SCOPES, TOPICS, viewTopic } from "./topics.ts";

const BASE = "/commerce/notification/v1";
const ONE = `${BASE}/subscription/:id`;
const bodySchema = z.looseObject({
  topicId: z.string().optional(),
  status: z.string().optional(),
  destinationId: z.string().optional(),
  payload: z
    .object({
      format: z.string().optional(),
      schemaVersion: z.string().optional(),
      deliveryProtocol: z.string().optional(),
    })
    .optional(),
});
type Body = z.output<typeof bodySchema>;

/** topic and subscription: user topics by the seller's token, the others by the application's. */
export function subscriptionOperations(world: EbayWorld): ApplicationOperation[] {
  const common = { quota: "commerce.notification", scopes: SUBSCRIPTION_SCOPES, token: "any" } as const;
  const own = (c: RestContext, caller: Caller) => ownSubscription(world, c, caller);
  return [
    ...topicOperations(),
    {
      ...common,
      operation: "getSubscriptions",
      method: "GET",
      path: `${BASE}/subscription`,
      handle: (c, caller) => listSubscriptions(world, c, caller),
    },
    {
      ...common,
      operation: "createSubscription",
      method: "POST",
      path: `${BASE}/subscription`,
      handle: (c, caller) => createSubscription(world, c, caller),
    },
    {
      ...common,
      operation: "getSubscription",
      method: "GET",
      path: ONE,
      handle: (c, caller) => c.json(viewSubscription(own(c, caller))),
    },
    {
      ...common,
      operation: "updateSubscription",
      method: "PUT",
      path: ONE,
      handle: (c, caller) => updateSubscription(world, c, caller),
    },
    {
      ...common,
      operation: "deleteSubscription",
      method: "DELETE",
      path: ONE,
      handle(c, caller) {
        world.subscriptions.delete(own(c, caller).subscriptionId);
        return c.body(null, 204);
      },
    },
    {
      ...common,
      operation: "enableSubscription",
      method: "POST",
      path: `${ONE}/enable`,
      handle: (c, caller) => setStatus(c, own(c, caller), "ENABLED"),
    },
    {
      ...common,
      operation: "disableSubscription",
      method: "POST",
      path: `${ONE}/disable`,
      handle: (c, caller) => setStatus(c, own(c, caller), "DISABLED"),
    },
    {
      ...common,
      operation: "testSubscription",
      method: "POST",
      path: `${ONE}/test`,
      handle(c, caller) {
        deliver(world, own(c, caller), testData(caller));
        return c.body(null, 202);
      },
    },
  ];
}

function topicOperations(): ApplicationOperation[] {
  const common = { method: "GET", quota: "commerce.notification", scopes: [scope()], token: "any" } as const;
  return [
    {
      ...common,
      operation: "getTopics",
      path: `${BASE}/topic`,
      handle: (c) => c.json({ href: hrefOf(c), limit: 20, total: TOPICS.length, topics: TOPICS.map(viewTopic) }),
    },
    {
      ...common,
      operation: "getTopic",
      path: `${BASE}/topic/:id`,
      handle(c) {
        const topic = TOPICS.find(({ topicId }) => topicId === c.req.param("id"));
        if (topic === undefined) throw refuse(404, [195023, "Invalid topic id."]);
        return c.json(viewTopic(topic));
      },
    },
  ];
}

function listSubscriptions(world: EbayWorld, c: RestContext, caller: Caller) {
  const own = world.subscriptions.where((subscription) => isOwn(subscription, caller));
  return c.json({ href: hrefOf(c), limit: 20, total: own.length, subscriptions: own.map(viewSubscription) });
}

async function createSubscription(world: EbayWorld, c: RestContext, caller: Caller) {
  const { clientId } = caller.application;
  if (!world.notificationConfigs.has(clientId)) throw refuse(409, CONFIG_MISSING);
  const body = await readBody(c);
  const topic = TOPICS.find(({ topicId }) => topicId === body.topicId);
  if (topic === undefined) throw refuse(400, [195027, "Invalid or missing topic id."]);
  if (topic.kind === "user" && !mayHearOfOrders(caller)) throw refuse(403, [195011, "Not authorized for this topic."]);
  const { status, destinationId, payload } = checkBody(world, caller, body);
  const username = topic.kind === "user" ? (caller.seller?.username ?? null) : null;
  const { topicId } = topic;
  if (
    world.subscriptions.find(
      (known) => known.clientId === clientId && known.topicId === topicId && known.username === username,
    )
  ) {
    throw refuse(409, [195012, "Subscription already exists"]);
  }
  const subscriptionId = world.random.uuid();
  const createdAt = world.clock.iso();
  world.subscriptions.put({ subscriptionId, clientId, username, topicId, status, destinationId, createdAt, payload });
  world.ledger.append("subscription-created", { subscriptionId, topicId, username });
  return c.body(null, 201, { location: absolute(world, c, `${BASE}/subscription/${subscriptionId}`) });
}

async function updateSubscription(world: EbayWorld, c: RestContext, caller: Caller) {
  const subscription = ownSubscription(world, c, caller);
  Object.assign(subscription, checkBody(world, caller, await readBody(c)));
  return c.body(null, 204);
}

function checkBody(world: EbayWorld, caller: Caller, { status, destinationId = "", payload }: Body) {
  if (status !== "ENABLED" && status !== "DISABLED")
    throw refuse(400, [195006, "Invalid or missing subscription status."]);
  const destination = world.destinations.get(destinationId);
  if (destination?.clientId !== caller.application.clientId) throw refuse(400, [195007, DESTINATION_UNKNOWN[1]]);
  if (payload?.schemaVersion !== "1.0") {
    throw refuse(400, [
      195008,
      "Invalid or missing schema version. Please refer to /topic/{topic_id} for supported schema versions.",
    ]);
  }
  if (payload.format !== "JSON") throw refuse(400, [195009, "Specified format is not supported for the topic."]);
  if (payload.deliveryProtocol !== "HTTPS") throw refuse(400, [195010, "Invalid or missing protocol"]);
  if (status === "ENABLED" && destination?.status !== "ENABLED") {
    throw refuse(409, [195015, "The subscription cannot be enabled since the destination is not enabled."]);
  }
  const { format, schemaVersion, deliveryProtocol } = payload;
  return { status, destinationId, payload: { format, schemaVersion, deliveryProtocol } } as const;
}

async function readBody(c: RestContext): Promise<Body> {
  const parsed = bodySchema.safeParse(await readJson(c));
  return parsed.success ? parsed.data : {};
}

function mayHearOfOrders({ seller, scopes }: Caller): boolean {
  return seller !== null && scopes.includes(scope("commerce.notification.subscription"));
}

function setStatus(c: RestContext, subscription: Subscription, status: Subscription["status"]) {
  subscription.status = status;
  return c.body(null, 204);
}

function ownSubscription(world: EbayWorld, c: RestContext, caller: Caller): Subscription {
  const subscription = world.subscriptions.get(c.req.param("id") ?? "");
  if (subscription === undefined || !isOwn(subscription, caller)) throw refuse(404, SUBSCRIPTION_UNKNOWN);
  return subscription;
}

function isOwn({ clientId, username }: Subscription, { application, seller }: Caller): boolean {
  return clientId === application.clientId && (username === null || username === seller?.username);
}

function viewSubscription({ subscriptionId, topicId, status, destinationId, createdAt, payload }: Subscription) {
  return { subscriptionId, topicId, status, creationDate: createdAt, payload, destinationId };
}

function testData({ seller }: Caller) {
  return { user: { userId: seller?.userId ?? "", username: seller?.username ?? "" }, test: true };
}
