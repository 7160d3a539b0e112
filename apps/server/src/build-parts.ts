import { fileURLToPath } from "node:url";
import { createPinnedFetch } from "@counterfoil/connector-kit/outbound";
import { type DatabaseHandle, newId } from "@counterfoil/db";
import type { Logger } from "pino";
import packageJson from "../package.json" with { type: "json" };
import type { Config } from "./config.ts";
import type { MemoryEventBus } from "./events/memory-event-bus.ts";
import { allowedOrigins } from "./http/allowed-origins.ts";
import type { HttpServices } from "./http/http-services.ts";
import { clientAddressHeader } from "./http/request-scope.ts";
import type { BossQueue } from "./jobs/boss-queue.ts";
import { createSmtpMailer } from "./mail/smtp-mailer.ts";
import { createConnectorRegistry } from "./platforms/connector-registry.ts";
import { createDemoShop } from "./platforms/create-demo-shop.ts";
import { createPlatformAccess } from "./platforms/create-platform-access.ts";
import { knownConnectors } from "./platforms/known-connectors.ts";
import { createAccounts } from "./security/accounts.ts";
import { createAttempts } from "./security/attempts.ts";
import { createAuth } from "./security/auth.ts";
import { createHmacWebhookAddresses } from "./security/hmac-webhook-addresses.ts";
import { createJweVault } from "./security/jwe-vault.ts";
import { createJwtStateSigner } from "./security/jwt-state-signer.ts";
import { loadKeys, sessionSecrets } from "./security/load-keys.ts";
import { createLoginThrottle } from "./security/login-throttle.ts";
import type { KeyRing } from "./security/master-key.ts";
import { createSessions } from "./security/sessions.ts";
import type { ServerOverrides } from "./server.ts";
import type { ServerParts } from "./services/context.ts";
import type { DemoShop } from "./services/demo/demo-shop.ts";
import { wakeWebhooksOn } from "./services/outgoing/wake-webhooks.ts";

export interface Ingredients {
  config: Config;
  overrides: ServerOverrides;
  logger: Logger;
  db: DatabaseHandle;
  events: MemoryEventBus;
  queue: BossQueue;
  publicUrl: string;
}

export interface BuiltParts {
  parts: ServerParts;
  http: HttpServices;
  demoShop: DemoShop | null;
  /** Ends what has events posted soon after they happened. */
  stopWaking(): void;
}

const builtWeb = fileURLToPath(new URL("../../web/dist", import.meta.url));

/** Joins everything that outlives a request. */
export async function buildParts(from: Ingredients): Promise<BuiltParts> {
  const { config, logger, db, publicUrl } = from;
  const now = from.overrides.now ?? (() => new Date());
  const keys = loadKeys(config);
  warnWithoutKey(keys, logger);
  const origins = allowedOrigins(publicUrl, config.frontendUrl);
  const secrets = sessionSecrets(config, keys);
  const trustedOrigins = origins.list();
  const { singleSignOn } = config;
  const attempts = createAttempts(db, now);
  const auth = createAuth({
    ...{ db, secrets, publicUrl, trustedOrigins, clientAddressHeader, singleSignOn, logger, now, attempts },
    sessionRules: config.sessionRules,
  });
  const loginThrottle = createLoginThrottle(attempts);
  // The simulators live in one process, so the demo needs one that both answers and works.
  const demoOffered = config.sandbox && config.role === "all";
  const demoShop = demoOffered ? createDemoShop({ dataDir: config.dataDir, logger }) : null;
  const connectors = createConnectorRegistry(from.overrides.connectors ?? knownConnectors);
  const endpoints = { ...config.platforms.endpoints, ...from.overrides.endpoints };
  const waking = wakeWebhooksOn(from.events, { db, jobs: from.queue, now, logger });
  const parts: ServerParts = {
    db,
    now,
    newId,
    events: waking.events,
    jobs: from.queue,
    connectors,
    platforms: createPlatformAccess({
      connectors,
      demoShop,
      logger,
      now,
      endpoints,
      db,
      traces: config.tracesPlatform,
    }),
    vault: createJweVault(keys),
    stateSigner: createJwtStateSigner(keys),
    webhookAddresses: createHmacWebhookAddresses(keys),
    accounts: createAccounts(auth, loginThrottle),
    installation: {
      version: packageJson.version,
      publicUrl,
      demoAvailable: demoShop !== null,
      frontendUrl: config.frontendUrl,
      singleSignOn: singleSignOn === null ? null : { name: singleSignOn.name },
      ...config.platforms,
    },
    mailer: config.smtp === null ? null : createSmtpMailer(config.smtp),
    outboundFetch: from.overrides.outboundFetch ?? createPinnedFetch(),
    logger,
  };
  const http: HttpServices = {
    parts,
    auth,
    sessions: createSessions(auth, { db, now, publicUrl }),
    loginThrottle,
    origins,
    webDir: config.webDir ?? builtWeb,
    trustProxy: config.trustProxy,
  };
  return { parts, http, demoShop, stopWaking: waking.stop };
}

function warnWithoutKey(keys: KeyRing, logger: Logger): void {
  if (keys.length === 0) logger.warn("COUNTERFOIL_MASTER_KEY is not set: no platform can be connected until it is");
}
