import { z } from "zod";
import type { Subscription } from "../amazon-entities.ts";
import { conflict, invalidInput, notFound } from "../amazon-errors.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { SellerCaller } from "../caller.ts";
import {
  type ApiContext,
  type GrantlessOperation,
  listParameter,
  type Operation,
  readJson,
  type SellerOperation,
} from "../operation.ts";
import { readPage } from "../paging.ts";
import { NOTIFICATIONS_SCOPE } from "./destination-operations.ts";
import { destinationKindOf, isNotificationType, type NotificationType } from "./notification-types.ts";

const BASE = "/notifications/v1/subscriptions";
const bodySchema = z.object({
  payloadVersion: z.string().min(1),
  destinationId: z.string().min(1),
  processingDirective: z
    .strictObject({ eventFilter: z.looseObject({}).optional(), filterExpression: z.string().optional() })
    .refine(({ eventFilter, filterExpression }) => eventFilter === undefined || filterExpression === undefined)
    .optional(),
});

/** Subscriptions of one seller; looking one up by its id is the application's. */
export function subscriptionOperations(world: AmazonWorld): Operation[] {
  const ofSeller: SellerOperation[] = [
    {
      operation: "createSubscription",
      method: "POST",
      path: `${BASE}/:notificationType`,
      roles: [],
      async handle(c, caller) {
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        return c.json({ payload: view(createSubscription(world, caller, typeOf(c), body.data)) });
      },
    },
    {
      operation: "getSubscription",
      method: "GET",
      path: `${BASE}/:notificationType`,
      roles: [],
      handle(c, caller) {
        const type = typeOf(c);
        const found = own(world, caller).find(({ notificationType }) => notificationType === type);
        if (found === undefined) throw notFound("There is no subscription of this type.");
        return c.json({ payload: view(found) });
      },
    },
    {
      operation: "getSubscriptions",
      method: "GET",
      path: BASE,
      roles: [],
      handle: (c, caller) => c.json({ payload: listSubscriptions(world, c, caller) }),
    },
  ];
  return [...ofSeller, ...byId(world)];
}

function byId(world: AmazonWorld): GrantlessOperation[] {
  const path = `${BASE}/:notificationType/:subscriptionId`;
  const named = (c: ApiContext, clientId: string) => {
    const found = world.subscriptions.get(c.req.param("subscriptionId") ?? "");
    if (found?.clientId !== clientId || found.notificationType !== typeOf(c)) {
      throw notFound("The subscription was not found.");
    }
    return found;
  };
  return [
    {
      operation: "getSubscriptionById",
      method: "GET",
      path,
      scope: NOTIFICATIONS_SCOPE,
      handle: (c, { application }) => c.json({ payload: view(named(c, application.clientId)) }),
    },
    {
      operation: "deleteSubscriptionById",
      method: "DELETE",
      path,
      scope: NOTIFICATIONS_SCOPE,
      handle(c, { application }) {
        world.subscriptions.delete(named(c, application.clientId).subscriptionId);
        return c.json({});
      },
    },
  ];
}

/** Subscribes a seller; refuses a second one of the same type, and a destination of the wrong kind. */
export function createSubscription(
  world: AmazonWorld,
  { application, seller }: Pick<SellerCaller, "application" | "seller">,
  notificationType: NotificationType,
  { payloadVersion, destinationId, processingDirective }: z.output<typeof bodySchema>,
): Subscription {
  const destination = world.destinations.get(destinationId);
  if (destination?.clientId !== application.clientId) throw invalidInput("The destination does not exist.");
  const kind = destinationKindOf(notificationType);
  if (!(kind in destination.resource)) throw invalidInput(`${notificationType} needs a destination of kind ${kind}.`);
  const twin = own(world, { application, seller }).find((row) => row.notificationType === notificationType);
  if (twin !== undefined) throw conflict(`Subscription ${twin.subscriptionId} exists already.`);
  const subscriptionId = world.random.uuid();
  world.ledger.append("subscription-created", { subscriptionId, notificationType, sellerId: seller.sellerId });
  return world.subscriptions.put({
    subscriptionId,
    clientId: application.clientId,
    sellerId: seller.sellerId,
    notificationType,
    payloadVersion,
    destinationId,
    processingDirective: processingDirective === undefined ? null : { ...processingDirective },
  });
}

function listSubscriptions(world: AmazonWorld, c: ApiContext, caller: SellerCaller) {
  const [type = ""] = listParameter(c, "notificationTypes");
  if (!isNotificationType(type)) throw invalidInput("Invalid Input", "notificationTypes must name one type");
  const pageSize = Number(c.req.query("pageSize") ?? 30);
  if (!Number.isInteger(pageSize) || pageSize < 30 || pageSize > 100) {
    throw invalidInput("Invalid Input", "pageSize must be from 30 to 100");
  }
  const page = readPage(world, c, {
    operation: "getSubscriptions",
    sellerId: caller.seller.sellerId,
    tokenName: "nextToken",
    tokenSeconds: 3600,
    pageSize,
    rows: () => own(world, caller).filter(({ notificationType }) => notificationType === type),
    keyOf: ({ subscriptionId }) => subscriptionId,
  });
  return { subscriptions: page.rows.map(view), ...(page.nextToken !== null && { nextToken: page.nextToken }) };
}

function own(
  world: AmazonWorld,
  { application, seller }: Pick<SellerCaller, "application" | "seller">,
): Subscription[] {
  return world.subscriptions.where((row) => row.clientId === application.clientId && row.sellerId === seller.sellerId);
}

function typeOf(c: ApiContext): NotificationType {
  const type = c.req.param("notificationType") ?? "";
  if (!isNotificationType(type)) throw invalidInput("Invalid Input", `${type} is no notification type`);
  return type;
}

function view({ subscriptionId, payloadVersion, destinationId, processingDirective }: Subscription) {
  return {
    subscriptionId,
    payloadVersion,
    destinationId,
    ...(processingDirective !== null && { processingDirective }),
  };
}
