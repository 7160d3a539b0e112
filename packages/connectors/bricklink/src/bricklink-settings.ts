import { ConnectorError, type ConnectorSettings, type OAuth1Credentials } from "@counterfoil/connector-kit";
import { z } from "zod";
import { bricklinkFields, keyNames } from "./bricklink-fields.ts";

/** Where BrickLink's store API lives. */
export const productionBaseURL = "https://api.bricklink.com/api/store/v1";

/** Settings of `createBricklink`. `credentials` holds the manifest's fields. */
export interface BricklinkSettings extends ConnectorSettings {
  credentials: Readonly<Record<string, string>>;
}

/** Checked settings, in the form the connector works with. */
export interface BricklinkContext {
  settings: BricklinkSettings;
  baseURL: string;
  keys: OAuth1Credentials;
  credentials: Readonly<Record<(typeof keyNames)[number], string>>;
  /** Calls a day that this connection may make. */
  dailyCalls: number;
  includeArchived: boolean;
  now: () => number;
}

const credentialsSchema = z
  .strictObject(Object.fromEntries(bricklinkFields.map((field) => [field.name, field.schema])))
  .superRefine((values, context) => {
    const keys = keyNames.map((name) => values[name]).filter((value) => value !== undefined);
    if (new Set(keys).size < keys.length) {
      const message = "Two of the four keys are equal. Each has a value of its own: copy them again from BrickLink.";
      context.addIssue({ code: "custom", message });
    }
  });

const settingsSchema = z.strictObject({
  credentials: z.record(z.string(), z.string()),
  environment: z.literal("production").optional(),
  marketplace: z.string().optional(),
  baseURL: z.url().optional(),
  tokens: z.unknown().optional(),
  fetch: z.unknown().optional(),
  rateBudget: z.unknown().optional(),
  onEvent: z.unknown().optional(),
  now: z.unknown().optional(),
  sleep: z.unknown().optional(),
  random: z.unknown().optional(),
});

/** Checks settings strictly. Throws `invalid_request` with one issue for each wrong setting. */
export function readSettings(settings: BricklinkSettings): BricklinkContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const given = checked(credentialsSchema, settings.credentials, "keys");
  const key = (name: (typeof keyNames)[number]) => given[name] ?? "";
  const credentials = {
    consumerKey: key("consumerKey"),
    consumerSecret: key("consumerSecret"),
    tokenValue: key("tokenValue"),
    tokenSecret: key("tokenSecret"),
  };
  const { tokenValue, ...rest } = credentials;
  return {
    settings,
    baseURL: baseURL ?? productionBaseURL,
    keys: { ...rest, token: tokenValue },
    credentials,
    dailyCalls: Number(given["dailyCalls"] || "4000"),
    includeArchived: given["includeArchived"] !== "no",
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
  const message = `The BrickLink ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}
