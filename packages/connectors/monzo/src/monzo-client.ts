import {
  type CallLimits,
  ConnectorError,
  createAuthorized,
  createHttpClient,
  type HttpParameters,
  type HttpRequest,
  jsonBody,
  noBody,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import { oauthClient, refreshTokens } from "./monzo-auth.ts";
import { decodeError, evicted } from "./monzo-errors.ts";
import {
  accountListSchema,
  balanceSchema,
  createdWebhookSchema,
  singleTransactionSchema,
  transactionListSchema,
  webhookListSchema,
  type webhookSchema,
  whoAmISchema,
} from "./monzo-schemas.ts";
import type { MonzoContext } from "./monzo-settings.ts";

export type WireWebhook = z.infer<typeof webhookSchema>;

export interface TransactionQuery {
  accountId: string;
  /** A time without milliseconds, or the id of the transaction to go on after. */
  since: string;
  /** A time without milliseconds. */
  before: string;
}

/** Monzo's most for one page; its default is less. */
export const pageSize = 100;

/** Monzo's calls with the token they need; every answer goes through a schema. */
export interface MonzoClient {
  whoAmI(limits: CallLimits): Promise<z.infer<typeof whoAmISchema>>;
  /** Raw records. Throws `approval_pending` until the owner has approved. */
  accounts(limits: CallLimits): Promise<unknown[]>;
  balance(accountId: string, limits: CallLimits): Promise<z.infer<typeof balanceSchema>>;
  /** Raw records, oldest first. */
  transactions(query: TransactionQuery, limits: CallLimits): Promise<unknown[]>;
  transaction(id: string, limits: CallLimits): Promise<unknown>;
  webhooks(accountId: string, limits: CallLimits): Promise<WireWebhook[]>;
  createWebhook(webhook: { accountId: string; url: string }, limits: CallLimits): Promise<WireWebhook>;
  deleteWebhook(id: string, limits: CallLimits): Promise<void>;
}

type Request<Value> = Pick<
  HttpRequest<Value>,
  "operation" | "path" | "query" | "method" | "form" | "decode" | "effect"
>;

export function createMonzoClient(context: MonzoContext): MonzoClient {
  const call = authorizedCall(context);
  const get = <Value>(operation: string, schema: z.ZodType<Value>, query?: HttpParameters) => {
    const path = operation.replace("GET ", "");
    return { operation, path, decode: jsonBody(schema), ...(query && { query }) };
  };
  return {
    whoAmI: (limits) => call(get("GET /ping/whoami", whoAmISchema), limits),
    accounts: async (limits) => (await call(get("GET /accounts", accountListSchema), limits)).accounts,
    balance: (accountId, limits) => call(get("GET /balance", balanceSchema, { account_id: accountId }), limits),
    async transactions({ accountId, since, before }, limits) {
      const query = { account_id: accountId, since, before, limit: pageSize, "expand[]": ["merchant"] };
      return (await call(get("GET /transactions", transactionListSchema, query), limits)).transactions;
    },
    transaction: (id, limits) =>
      call(
        {
          operation: "GET /transactions/{id}",
          path: `/transactions/${encodeURIComponent(id)}`,
          query: { "expand[]": ["merchant"] },
          decode: jsonBody(singleTransactionSchema),
        },
        limits,
      ),
    webhooks: async (accountId, limits) =>
      (await call(get("GET /webhooks", webhookListSchema, { account_id: accountId }), limits)).webhooks,
    async createWebhook({ accountId, url }, limits) {
      const form = { account_id: accountId, url };
      const request = { operation: "POST /webhooks", path: "/webhooks", method: "POST", form } as const;
      return (await call({ ...request, decode: jsonBody(createdWebhookSchema) }, limits)).webhook;
    },
    async deleteWebhook(id, limits) {
      await call(
        {
          operation: "DELETE /webhooks/{id}",
          path: `/webhooks/${encodeURIComponent(id)}`,
          method: "DELETE",
          effect: "idempotent_write",
          decode: noBody,
        },
        limits,
      );
    },
  };
}

function authorizedCall(context: MonzoContext) {
  const { settings, hosts, tokens, rateBudget, now } = context;
  const { fetch, onEvent, sleep, random } = settings;
  const http = createHttpClient({
    platform: "monzo",
    platformName: "Monzo",
    baseURL: hosts.api,
    headers: { accept: "application/json" },
    decodeError,
    rateBudget,
    now,
    maxAttempts: 5,
    ...(fetch && { fetch }),
    ...(onEvent && { onEvent }),
    ...(sleep && { sleep }),
    ...(random && { random }),
  });
  const client = oauthClient(context, http);
  const authorized = createAuthorized({
    platform: "monzo",
    platformName: "Monzo",
    tokens,
    exchange: (current) => refreshTokens(client, current),
    now,
    ...(onEvent && { onEvent }),
  });
  return async <Value>(request: Request<Value>, limits: CallLimits): Promise<Value> => {
    const send = (token: string) =>
      http.request({ ...request, ...limits, lane: "read_orders", headers: { authorization: `Bearer ${token}` } });
    try {
      return (await authorized(send, limits)).data;
    } catch (error) {
      throw secondInstallation(error) ?? error;
    }
  };
}

/** A token that is thrown out straight after it was given: somebody else signs in with the same client. */
function secondInstallation(error: unknown): ConnectorError | null {
  if (!ConnectorError.is(error) || error.code !== "auth_revoked" || error.platformCode !== evicted) return null;
  const message =
    "Another program signs in to Monzo with the same client and throws this connection out. Make a client of its own for it, then connect again.";
  const { operation, status, platformCode } = error;
  return new ConnectorError({ code: "auth_revoked", message, operation, status, platformCode, cause: error });
}
