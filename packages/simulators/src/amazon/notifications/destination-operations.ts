import { z } from "zod";
import type { Application, Destination } from "../amazon-entities.ts";
import { conflict, invalidInput, notFound } from "../amazon-errors.ts";
import type { AmazonWorld } from "../amazon-world.ts";
import type { AmazonRegion } from "../marketplaces.ts";
import { type ApiContext, type GrantlessOperation, readJson } from "../operation.ts";

export const NOTIFICATIONS_SCOPE = "sellingpartnerapi::notifications";
const BASE = "/notifications/v1/destinations";
const resourceSpecification = z.union([
  z.strictObject({ sqs: z.object({ arn: z.string().regex(/^arn:aws:sqs:\S+:\S+:\S+/) }) }),
  z.strictObject({ eventBridge: z.object({ accountId: z.string().regex(/^\d{12}$/), region: z.string().min(1) }) }),
]);
const bodySchema = z.object({ name: z.string().min(1).max(256), resourceSpecification });

/** Destinations of notifications: the application's own, without a seller. */
export function destinationOperations(world: AmazonWorld): GrantlessOperation[] {
  const common = { scope: NOTIFICATIONS_SCOPE } as const;
  return [
    {
      ...common,
      operation: "createDestination",
      method: "POST",
      path: BASE,
      async handle(c, { application }) {
        const body = bodySchema.safeParse(await readJson(c));
        if (!body.success) throw invalidInput("Invalid Input", z.prettifyError(body.error));
        return c.json({ payload: viewDestination(createDestination(world, application, hostRegion(c), body.data)) });
      },
    },
    {
      ...common,
      operation: "getDestinations",
      method: "GET",
      path: BASE,
      handle: (c, { application }) => c.json({ payload: own(world, application, hostRegion(c)).map(viewDestination) }),
    },
    {
      ...common,
      operation: "getDestination",
      method: "GET",
      path: `${BASE}/:destinationId`,
      handle: (c, { application }) => c.json({ payload: viewDestination(named(world, c, application)) }),
    },
    {
      ...common,
      operation: "deleteDestination",
      method: "DELETE",
      path: `${BASE}/:destinationId`,
      handle(c, { application }) {
        world.destinations.delete(named(world, c, application).destinationId);
        return c.json({});
      },
    },
  ];
}

/** Makes a destination; refuses a second one for the same queue or the same AWS account. */
export function createDestination(
  world: AmazonWorld,
  { clientId }: Application,
  region: AmazonRegion,
  { name, resourceSpecification: wanted }: z.output<typeof bodySchema>,
): Destination {
  const twin = world.destinations.find(
    (row) =>
      row.clientId === clientId &&
      row.region === region &&
      (("sqs" in row.resource && "sqs" in wanted && row.resource.sqs.arn === wanted.sqs.arn) ||
        ("eventBridge" in row.resource &&
          "eventBridge" in wanted &&
          row.resource.eventBridge.accountId === wanted.eventBridge.accountId)),
  );
  if (twin !== undefined) throw conflict(`Destination ${twin.destinationId} exists already.`);
  const destinationId = world.random.uuid();
  const source = `aws.partner/sellingpartnerapi.amazon.com/${destinationId}`;
  world.ledger.append("destination-created", { destinationId, name });
  return world.destinations.put({
    destinationId,
    clientId,
    region,
    name,
    resource: "sqs" in wanted ? wanted : { eventBridge: { ...wanted.eventBridge, name: source } },
  });
}

export function hostRegion(c: ApiContext): AmazonRegion {
  // The route takes these three hosts only.
  return (c.req.param("host") ?? "").slice("api-".length) as AmazonRegion;
}

function own(world: AmazonWorld, { clientId }: Application, region: AmazonRegion): Destination[] {
  return world.destinations.where((row) => row.clientId === clientId && row.region === region);
}

function named(world: AmazonWorld, c: ApiContext, application: Application): Destination {
  const found = own(world, application, hostRegion(c)).find(
    (row) => row.destinationId === c.req.param("destinationId"),
  );
  if (found === undefined) throw notFound("The destination was not found.");
  return found;
}

function viewDestination({ destinationId, name, resource }: Destination) {
  return { destinationId, name, resource };
}
