import { z } from "zod";
import type { Application, Destination } from "../ebay-entities.ts";
import { scope } from "../ebay-scopes.ts";
import type { EbayWorld } from "../ebay-world.ts";
import { type ApplicationOperation, absolute, hrefOf, type RestContext, readJson } from "../rest-operation.ts";
import { passesChallenge } from "./deliver.ts";
import { CONFIG_MISSING, DESTINATION_UNKNOWN, refuse } from "./notification-errors.ts";

const BASE = "/commerce/notification/v1";
const bodySchema = z.looseObject({
  name: z.unknown(),
  status: z.unknown(),
  deliveryConfig: z.looseObject({ endpoint: z.unknown(), verificationToken: z.unknown() }).optional(),
});
type DestinationInput = Pick<Destination, "name" | "status" | "endpoint" | "verificationToken">;

/** config, destination and public_key: all by the application's own token. */
export function destinationOperations(world: EbayWorld, send: typeof fetch): ApplicationOperation[] {
  const common = { quota: "commerce.notification", scopes: [scope()], token: "application" } as const;
  return [
    {
      ...common,
      operation: "getConfig",
      method: "GET",
      path: `${BASE}/config`,
      handle: (c, { application }) => getConfig(world, c, application),
    },
    {
      ...common,
      operation: "updateConfig",
      method: "PUT",
      path: `${BASE}/config`,
      handle: (c, { application }) => putConfig(world, c, application),
    },
    {
      ...common,
      operation: "getDestinations",
      method: "GET",
      path: `${BASE}/destination`,
      handle: (c, { application }) => {
        const own = world.destinations.where(({ clientId }) => clientId === application.clientId);
        return c.json({ href: hrefOf(c), limit: 20, total: own.length, destinations: own.map(viewDestination) });
      },
    },
    {
      ...common,
      operation: "createDestination",
      method: "POST",
      path: `${BASE}/destination`,
      handle: (c, { application }) => createDestination({ world, c, application, send }),
    },
    {
      ...common,
      operation: "getDestination",
      method: "GET",
      path: `${BASE}/destination/:id`,
      handle: (c, { application }) => c.json(viewDestination(ownDestination(world, c, application))),
    },
    {
      ...common,
      operation: "updateDestination",
      method: "PUT",
      path: `${BASE}/destination/:id`,
      handle: (c, { application }) => updateDestination({ world, c, application, send }),
    },
    {
      ...common,
      operation: "deleteDestination",
      method: "DELETE",
      path: `${BASE}/destination/:id`,
      handle: (c, { application }) => deleteDestination(world, c, application),
    },
    {
      ...common,
      operation: "getPublicKey",
      method: "GET",
      path: `${BASE}/public_key/:id`,
      handle: (c) => getPublicKey(world, c),
    },
  ];
}

interface Call {
  world: EbayWorld;
  c: RestContext;
  application: Application;
  send: typeof fetch;
}

function getConfig(world: EbayWorld, c: RestContext, { clientId }: Application) {
  const config = world.notificationConfigs.get(clientId);
  if (config === undefined) throw refuse(404, [195026, "Configuration Not Found.", "APPLICATION"]);
  return c.json({ alertEmail: config.alertEmail });
}

async function putConfig(world: EbayWorld, c: RestContext, { clientId }: Application) {
  const body = z.object({ alertEmail: z.email() }).safeParse(await readJson(c));
  if (!body.success) throw refuse(400, [195025, "Invalid or missing email."]);
  world.notificationConfigs.put({ clientId, alertEmail: body.data.alertEmail });
  return c.body(null, 204);
}

async function createDestination({ world, c, application, send }: Call) {
  const { clientId } = application;
  if (!world.notificationConfigs.has(clientId)) throw refuse(409, CONFIG_MISSING);
  const input = await readDestination(c);
  if (world.destinations.find((known) => known.clientId === clientId && known.endpoint === input.endpoint)) {
    throw refuse(409, [195021, "Destination exists for this endpoint"]);
  }
  await challenge(world, input, send);
  const destinationId = world.random.uuid();
  world.destinations.put({ destinationId, clientId, ...input });
  world.ledger.append("destination-created", { destinationId, endpoint: input.endpoint });
  return c.body(null, 201, { location: absolute(world, c, `${BASE}/destination/${destinationId}`) });
}

async function updateDestination({ world, c, application, send }: Call) {
  const destination = ownDestination(world, c, application);
  const input = await readDestination(c);
  await challenge(world, input, send);
  Object.assign(destination, input);
  return c.body(null, 204);
}

function deleteDestination(world: EbayWorld, c: RestContext, application: Application) {
  const { destinationId } = ownDestination(world, c, application);
  if (world.subscriptions.find((subscription) => subscription.destinationId === destinationId)) {
    throw refuse(409, [195024, "Destination is in use and cannot be deleted."]);
  }
  world.destinations.delete(destinationId);
  return c.body(null, 204);
}

function getPublicKey(world: EbayWorld, c: RestContext) {
  const { id, publicKey } = world.notificationKey;
  if (c.req.param("id") !== id) throw refuse(404, [195001, "The specified key id is invalid."]);
  const body = publicKey.export({ type: "spki", format: "der" }).toString("base64");
  // eBay leaves the line breaks around the armour out.
  return c.json({
    key: `-----BEGIN PUBLIC KEY-----${body}-----END PUBLIC KEY-----`,
    algorithm: "ECDSA",
    digest: "SHA1",
  });
}

function ownDestination(world: EbayWorld, c: RestContext, application: Application): Destination {
  const destination = world.destinations.get(c.req.param("id") ?? "");
  if (destination === undefined || destination.clientId !== application.clientId) {
    throw refuse(404, DESTINATION_UNKNOWN);
  }
  return destination;
}

async function challenge(world: EbayWorld, input: DestinationInput, send: typeof fetch) {
  if (!(await passesChallenge(world, input, send))) {
    throw refuse(409, [195020, "Challenge verification failed for requested endpoint"]);
  }
}

async function readDestination(c: RestContext): Promise<DestinationInput> {
  const parsed = bodySchema.safeParse(await readJson(c));
  const { name, status, deliveryConfig } = parsed.success ? parsed.data : {};
  const { endpoint, verificationToken } = deliveryConfig ?? {};
  if (typeof name !== "string" || name === "" || name.length > 64 || /[<>]/.test(name)) {
    throw refuse(400, [195016, "Invalid name. Markups or lengths greater than 64 not supported"]);
  }
  if (typeof endpoint !== "string" || !isAllowedEndpoint(endpoint)) {
    throw refuse(400, [195017, "Invalid or missing endpoint."]);
  }
  if (status !== "ENABLED" && status !== "DISABLED") {
    throw refuse(400, [195018, "Invalid or missing destination status. Supported values:[ENABLED,DISABLED]"]);
  }
  if (typeof verificationToken !== "string" || !/^[A-Za-z0-9_-]{32,80}$/.test(verificationToken)) {
    throw refuse(400, [195019, "Invalid or missing verification token for this endpoint."]);
  }
  return { name, status, endpoint, verificationToken };
}

// eBay wants https and a public host. A desk under test listens on loopback, so that alone may be plain http here.
function isAllowedEndpoint(endpoint: string): boolean {
  if (!URL.canParse(endpoint)) return false;
  const { protocol, hostname } = new URL(endpoint);
  if (hostname === "127.0.0.1" || hostname === "localhost" || hostname === "[::1]") return true;
  return protocol === "https:" && !/^(10|127|169\.254|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(hostname);
}

function viewDestination({ destinationId, name, status, endpoint, verificationToken }: Destination) {
  return { destinationId, name, status, deliveryConfig: { endpoint, verificationToken } };
}
