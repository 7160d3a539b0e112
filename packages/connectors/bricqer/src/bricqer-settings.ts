import { ConnectorError, type ConnectorSettings } from "@counterfoil/connector-kit";
import type { Resolve } from "@counterfoil/connector-kit/outbound";
import { z } from "zod";
import { bricqerFields, type ImportMode, importModes } from "./bricqer-fields.ts";
import { tenantBaseURL } from "./bricqer-tenant.ts";

/** Settings of `createBricqer`. `credentials` holds the manifest's fields. */
export interface BricqerSettings extends ConnectorSettings {
  credentials: Readonly<Record<string, string>>;
  /**
   * Stands in for all tenants: calls go to `<baseURL>/<tenant>/api/v1`, with the key. For simulators and proxies of the
   * host's own; never fill it from what a user typed.
   */
  baseURL?: string;
  /** Resolves the tenant's name; default the system's way. */
  resolve?: Resolve;
}

/** Checked settings, in the form the connector works with. */
export interface BricqerContext {
  settings: BricqerSettings;
  /** Ends in `/api/v1`. */
  baseURL: string;
  /** Whether calls go to the tenant itself, over the public internet. */
  isTenantItself: boolean;
  tenant: string;
  apiKey: string;
  currency: string;
  importOrders: ImportMode;
  writeStock: boolean;
  /** ISO 8601; null where the seller says nothing. */
  ordersSince: string | null;
  now: () => number;
}

const credentialsSchema = z.strictObject(Object.fromEntries(bricqerFields.map((field) => [field.name, field.schema])));

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.literal("production").optional(),
  marketplace: z.string().optional(),
  baseURL: z.url({ protocol: /^https?$/ }).optional(),
  tokens: z.unknown().optional(),
  fetch: z.unknown().optional(),
  resolve: z.unknown().optional(),
  rateBudget: z.unknown().optional(),
  onEvent: z.unknown().optional(),
  now: z.unknown().optional(),
  sleep: z.unknown().optional(),
  random: z.unknown().optional(),
});

/** Checks settings strictly. Throws `invalid_request` with one issue for each wrong setting; calls nothing. */
export function readSettings(settings: BricqerSettings): BricqerContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const given = checked(credentialsSchema, settings.credentials, "fields");
  const tenant = given["tenant"] ?? "";
  const since = given["ordersSince"] ?? "";
  return {
    settings,
    baseURL: baseURL === undefined ? tenantBaseURL(tenant) : `${baseURL.replace(/\/+$/, "")}/${tenant}/api/v1`,
    isTenantItself: baseURL === undefined,
    tenant,
    apiKey: given["apiKey"] ?? "",
    currency: given["currency"] ?? "",
    importOrders: importModes.find((mode) => mode === given["importOrders"]) ?? "shadow",
    writeStock: given["writeStock"] === "yes",
    ordersSince: since === "" ? null : `${since}T00:00:00.000Z`,
    now: settings.now ?? (() => Date.now()),
  };
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join(".") || null,
    code: issue.code ?? null,
    message: issue.message,
  }));
  const message = `The Bricqer ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}
