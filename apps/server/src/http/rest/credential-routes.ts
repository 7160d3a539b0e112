import { z } from "zod";
import { invalid, ServiceError } from "../../services/service-error.ts";
import { doneWire, platformName, platformPath } from "./common-schemas.ts";
import { cardOf, connectionOf } from "./platform-card.ts";
import { type RestAnswer, type RestCall, restRoute } from "./rest-route.ts";

const path = "/api/integrations/{platform}/credentials";
const tag = "Integrations";

const stateWire = z
  .object({
    configured: z.boolean(),
    status: z.enum(["connected", "incomplete", "error", "not_connected"]),
    account: z.string().nullable(),
    missing: z.array(z.string()),
    lastCheckedAt: z.string().nullable(),
    expiresAt: z.string().nullable(),
    error: z.object({ code: z.string(), message: z.string(), remedy: z.string().nullable() }).nullable(),
  })
  .meta({ id: "CredentialState" });

const readState = restRoute({
  ...{ method: "get", path, operationId: "readCredentials", tag, scope: "connections:read" },
  summary: "How a platform's credentials stand. Holds no secret and no part of one.",
  input: { path: platformPath },
  responses: { 200: { description: "The state.", schema: stateWire } },
  handle: async (call) => {
    const { status, account, missing, lastCheckedAt, expiresAt, error } = await cardOf(call, call.path.platform);
    const configured = status !== "not_connected";
    return { body: { configured, status, account, missing, lastCheckedAt, expiresAt, error } };
  },
});

// Names under which other programs send what the manifests call otherwise.
const otherNames: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  flipkart: { apiKey: "applicationId", apiSecret: "applicationSecret" },
  bricqer: { tenantUrl: "tenant" },
  amazon: { marketplaceId: "marketplace" },
};

const credentialsBody = z
  .record(z.string(), z.union([z.string().max(4000), z.array(z.string().max(200)).max(50)]))
  .meta({
    description:
      "The fields of the platform's form (`platforms.list` of the typed API names them), with `environment` and `marketplace` where it has them. BrickLink: `consumerKey consumerSecret tokenValue tokenSecret`. Brick Owl, Brickset: `apiKey`. Bricqer: `tenantUrl apiKey`. Amazon: `clientId clientSecret refreshToken marketplaceId region sellerId`. Flipkart: `apiKey apiSecret`. TikTok Shop: `appKey appSecret`.",
  });

const save = restRoute({
  ...{ method: "post", path, operationId: "saveCredentials", tag, scope: "connections:write" },
  summary: "Connect a platform by keys. They are tried by a real call before anything is stored.",
  description:
    "What fails leaves earlier working credentials as they are. Platforms that are connected by consent answer 202 with `authUrl`: open it in a browser that is signed in here.",
  input: { path: platformPath, body: credentialsBody },
  responses: {
    200: { description: "Tried and stored.", schema: doneWire.extend({ account: z.string().nullable() }) },
    202: { description: "Consent is needed.", schema: doneWire.extend({ authUrl: z.string() }) },
  },
  handle: async (call) => {
    const platform = platformName(call.path.platform);
    const { environment, marketplace, fields } = readFields(platform, call.body);
    const target = { platform, ...(environment && { environment }), ...(marketplace && { marketplace }) };
    const { manifest } = call.service.connectors.get(platform);
    if (!manifest.connectionMethods.some(({ kind }) => kind === "keys")) {
      const { authorizationUrl } = await call.api.connections.startOAuth({ ...target, fields });
      const message = `${manifest.name} is connected by consent: open authUrl in a browser that is signed in here.`;
      return { status: 202, body: { success: true, message, authUrl: authorizationUrl } };
    }
    const card = await refusedAsInvalid(() => call.api.connections.saveKeys({ ...target, fields }));
    const message = `${manifest.name} is connected${card.account === null ? "" : ` as ${card.account}`}.`;
    return { body: { success: true, message, account: card.account } };
  },
});

function readFields(platform: string, body: z.infer<typeof credentialsBody>) {
  const renamed = Object.entries(body).map(([name, value]) => [
    otherNames[platform]?.[name] ?? name,
    Array.isArray(value) ? value.join(",") : value,
  ]);
  const { environment, marketplace, ...fields } = Object.fromEntries(renamed) as Record<string, string>;
  return { environment, marketplace, fields };
}

/** Credentials that a platform refuses are wrong input here, not a conflict with what is stored. */
async function refusedAsInvalid<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const cause = error instanceof Error && ServiceError.is(error.cause) ? error.cause : error;
    if (!ServiceError.is(cause) || cause.code !== "refused_by_platform") throw error;
    throw invalid(cause.message, cause.issues, { remedy: cause.remedy, cause });
  }
}

const remove = restRoute({
  ...{ method: "delete", path, operationId: "deleteCredentials", tag, scope: "connections:write" },
  summary: "Disconnect a platform: its secrets are deleted, its orders kept.",
  input: { path: platformPath },
  responses: { 200: { description: "Disconnected.", schema: doneWire } },
  handle: async (call) => {
    const { connectionId, platform } = await connectionOf(call, call.path.platform);
    await call.api.connections.disconnect({ connectionId });
    return { body: { success: true, message: `${platform} is disconnected. Its orders are kept.` } };
  },
});

const consentQuery = z.object({
  returnUrl: z.string().max(2000).optional().meta({ description: "A page of this server to come back to." }),
  marketplaceId: z.string().max(40).optional(),
});

/** Begins a consent and gives where the browser goes. */
export async function beginConsent(
  call: Pick<RestCall<unknown, unknown, unknown>, "api">,
  wanted: { platform: string } & z.infer<typeof consentQuery>,
): Promise<string> {
  const { returnUrl, marketplaceId: marketplace } = wanted;
  const platform = platformName(wanted.platform);
  const target = { platform, ...(returnUrl && { returnUrl }), ...(marketplace && { marketplace }) };
  return (await call.api.connections.startOAuth(target)).authorizationUrl;
}

const ebayAuth = restRoute({
  ...{ method: "get", path: "/api/integrations/ebay/auth", operationId: "startEbayConsent", tag },
  ...{ scope: "connections:write", summary: "Go to eBay's consent page." },
  input: { query: consentQuery },
  responses: { 302: { description: "To eBay." } },
  handle: async (call): Promise<RestAnswer> => {
    const location = await beginConsent(call, { platform: "ebay", ...call.query });
    return new Response(null, { status: 302, headers: { location, "cache-control": "no-store" } });
  },
});

export const credentialRoutes = [readState, save, remove, ebayAuth];
export { consentQuery };
