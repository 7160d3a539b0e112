import {
  type Connector,
  type ConnectorDefinition,
  ConnectorError,
  type ConnectorErrorCode,
  type ConnectorSettings,
  type Manifest,
  type ManifestField,
  type TokenSet,
  type WebhookEvent,
  type WebhookVerification,
} from "@counterfoil/connector-kit";
import { z } from "zod";

/** A platform that exists in this process: what it accepts and answers is set by the test. */
export interface FakePlatform {
  definition: ConnectorDefinition;
  account: string;
  /** What every call fails with; null while all is well. */
  failure: ConnectorErrorCode | null;
  acceptedKey: string;
  acceptedCode: string;
  /** Signature that its webhooks must carry. */
  signature: string;
  /** Settings of the connectors made, in order. */
  made: ConnectorSettings[];
  /** Tokens that were exchanged at the token endpoint by a refresh. */
  refreshes: number;
  /** Held back until a test lets the refresh go on. */
  beforeRefresh: () => Promise<void>;
}

function field(name: string, secret: boolean): ManifestField {
  const schema = z.string().regex(/^\S+$/, `The ${name} has no spaces.`);
  return { name, label: name, help: null, secret, required: true, options: null, placeholder: null, schema };
}

function manifest(platform: string, kind: "keys" | "oauth2"): Manifest {
  const fields = kind === "keys" ? [field("apiKey", true)] : [field("clientId", false), field("clientSecret", true)];
  return {
    platform,
    name: platform.toUpperCase(),
    kind: "marketplace",
    description: "A platform for tests.",
    connectionMethods: [{ kind, label: "Connect", fields }],
    environments: [{ id: "production", label: "Production" }],
    marketplaces: [],
    capabilities: {
      orders: true,
      listings: false,
      stockRead: false,
      stockWrite: false,
      fulfillment: false,
      webhooks: true,
    },
    limits: [],
    setupSteps: [],
    docsUrl: null,
  };
}

/** Tokens that say how often they were renewed. */
export function fakeTokens(generation: number): TokenSet {
  return {
    accessToken: `access-secret-${generation}`,
    accessTokenExpiresAt: Date.now() + 3_600_000,
    refreshToken: `refresh-secret-${generation}`,
    refreshTokenExpiresAt: Date.now() + 86_400_000,
    scopes: ["orders"],
  };
}

export function createFakePlatform(platform: string, kind: "keys" | "oauth2"): FakePlatform {
  const fake: FakePlatform = {
    definition: { manifest: manifest(platform, kind), create: (settings) => connector(fake, settings), ...oauth(kind) },
    account: "ann-shop",
    failure: null,
    acceptedKey: "key-secret-good",
    acceptedCode: "code-good",
    signature: "signed-well",
    made: [],
    refreshes: 0,
    beforeRefresh: () => Promise.resolve(),
  };
  function oauth(method: "keys" | "oauth2"): Pick<ConnectorDefinition, "oauth"> {
    if (method === "keys") return {};
    return {
      oauth: {
        authorizationUrl: ({ state, redirectUri }) =>
          `https://${platform}.test/consent?state=${encodeURIComponent(state)}&to=${encodeURIComponent(redirectUri)}`,
        exchange: async ({ query }) => {
          fail(fake);
          if (query["code"] !== fake.acceptedCode) throw refusal("invalid_request", "The code is not right.");
          return { tokens: fakeTokens(1), credentials: {} };
        },
      },
    };
  }
  return fake;
}

function connector(fake: FakePlatform, settings: ConnectorSettings): Connector {
  fake.made.push(settings);
  const { manifest: declared } = fake.definition;
  return {
    manifest: declared,
    probe: async () => {
      fail(fake);
      const key = settings.credentials["apiKey"];
      if (key !== undefined && key !== fake.acceptedKey) throw refusal("auth_revoked", "The key was refused.");
      if (settings.tokens !== undefined) await refreshIfStale(fake, settings);
      return {
        account: fake.account,
        accountId: `id-of-${fake.account}`,
        scopes: null,
        marketplace: null,
        called: "GET /me",
        latencyMs: 12,
        warnings: ["Your test shop closes on Sundays."],
      };
    },
    webhooks: {
      verify: async (request): Promise<WebhookVerification> => {
        if (request.headers["x-signature"] !== fake.signature) {
          return { verified: false, reason: "bad signature", respond: { status: 412, headers: {}, body: "" } };
        }
        const events = JSON.parse(new TextDecoder().decode(request.body)) as WebhookEvent[];
        return { verified: true, events, respond: { status: 202, headers: { "x-fake": "yes" }, body: "taken" } };
      },
    },
  };
}

async function refreshIfStale(fake: FakePlatform, settings: ConnectorSettings): Promise<void> {
  const current = await settings.tokens?.read();
  if (!current || (current.accessTokenExpiresAt ?? 0) > Date.now()) return;
  await settings.tokens?.refresh(current, async () => {
    fake.refreshes += 1;
    await fake.beforeRefresh();
    return fakeTokens(1 + fake.refreshes);
  });
}

function fail(fake: FakePlatform): void {
  if (fake.failure !== null) throw refusal(fake.failure, `The platform answered ${fake.failure}.`);
}

function refusal(code: ConnectorErrorCode, message: string): ConnectorError {
  return new ConnectorError({ code, message });
}
