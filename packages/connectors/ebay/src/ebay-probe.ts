import {
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  jsonBody,
  type ProbeResult,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { identityScope } from "./ebay-auth.ts";
import type { EbayClient } from "./ebay-client.ts";
import { credentialWarnings } from "./ebay-fields.ts";
import { identityUserSchema } from "./ebay-schemas.ts";
import type { EbayContext } from "./ebay-settings.ts";
import { preferencesSchema } from "./trading/trading-schemas.ts";

type Account = Pick<ProbeResult, "account" | "accountId" | "marketplace" | "called"> & { warnings: string[] };

const expiryWarningMs = 30 * 86_400_000;

/** The test call: who is connected, by Identity; where that permission is missing, a call that every connection may make. */
export async function probeEbay(client: EbayClient, context: EbayContext, options?: CallOptions): Promise<ProbeResult> {
  const limits = callLimits(options, context.now);
  const granted = (await context.tokens.read())?.scopes ?? [];
  const startedAt = context.now();
  const account = await readAccount(client, limits, granted);
  const latencyMs = context.now() - startedAt;
  const tokens = await context.tokens.read();
  const { warnings, ...identity } = account;
  return {
    ...identity,
    scopes: tokens && tokens.scopes.length > 0 ? tokens.scopes : null,
    latencyMs,
    warnings: [
      ...warnings,
      ...credentialWarnings(context.credentials, context.environment),
      ...expiryWarnings(tokens?.refreshTokenExpiresAt ?? null, context.now()),
      ...(await outOfStockWarnings(client, limits)),
    ],
  };
}

async function readAccount(client: EbayClient, limits: CallLimits, granted: readonly string[]): Promise<Account> {
  const mayRead = granted.length === 0 || granted.includes(identityScope);
  if (mayRead) {
    try {
      return await readIdentity(client, limits);
    } catch (error) {
      if (!isDenied(error)) throw error;
    }
  }
  return readWithoutIdentity(client, limits);
}

async function readIdentity(client: EbayClient, limits: CallLimits): Promise<Account> {
  const { data } = await client.rest(
    {
      api: "Identity",
      host: "apiz",
      operation: "GET /commerce/identity/v1/user",
      lane: "read_orders",
      path: "/commerce/identity/v1/user/",
      decode: jsonBody(identityUserSchema),
    },
    limits,
  );
  const sound = data.status === null || data.status === undefined || data.status === "CONFIRMED";
  return {
    account: data.username ?? null,
    accountId: data.userId,
    marketplace: data.registrationMarketplaceId ?? null,
    called: "GET /commerce/identity/v1/user/",
    warnings: sound ? [] : [`eBay gives this account the status ${data.status}.`],
  };
}

const fallbacks = [
  { api: "Account", path: "/sell/account/v1/privilege" },
  { api: "Fulfillment", path: "/sell/fulfillment/v1/order", query: { limit: 1 } },
] as const;

async function readWithoutIdentity(client: EbayClient, limits: CallLimits): Promise<Account> {
  let refusal: unknown = null;
  for (const { path, ...fallback } of fallbacks) {
    const operation = `GET ${path}`;
    try {
      await client.rest(
        { ...fallback, path, operation, lane: "read_orders", decode: jsonBody(z.looseObject({})) },
        limits,
      );
      const warnings = ["The connection may not read the account's name. Connect again to allow it."];
      return { account: null, accountId: null, marketplace: null, called: operation, warnings };
    } catch (error) {
      if (!isDenied(error)) throw error;
      refusal = error;
    }
  }
  throw refusal;
}

function isDenied(error: unknown): boolean {
  return ConnectorError.is(error) && error.code === "permission_denied";
}

function expiryWarnings(expiresAt: number | null, now: number): string[] {
  if (expiresAt === null || expiresAt - now > expiryWarningMs) return [];
  const date = new Date(expiresAt).toISOString().slice(0, 10);
  return [`The connection to eBay ends on ${date}. Connect again before that day.`];
}

/** The test passed already: a preference that cannot be read is told, never thrown. */
async function outOfStockWarnings(client: EbayClient, limits: CallLimits): Promise<string[]> {
  try {
    const answer = await client.trading(
      {
        name: "GetUserPreferences",
        request: { ShowOutOfStockControlPreference: true },
        schema: preferencesSchema,
        lane: "read_orders",
        effect: "read",
      },
      limits,
    );
    if (answer.OutOfStockControlPreference !== "false") return [];
    return [
      "Out-of-stock control is off on eBay: setting a listing's quantity to 0 may end it. Turn it on in eBay's seller preferences.",
    ];
  } catch (error) {
    if (ConnectorError.is(error) && error.code === "aborted") throw error;
    return ["eBay did not tell whether out-of-stock control is on."];
  }
}
