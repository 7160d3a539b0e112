import { ConnectorError, type ConnectorSettings } from "@counterfoil/connector-kit";
import { z } from "zod";
import { easypostFields } from "./easypost-fields.ts";

/** Where EasyPost's API lives. */
export const productionBaseURL = "https://api.easypost.com/v2";

/** Settings of `createEasypost`. `credentials` holds the manifest's fields. */
export type EasypostSettings = ConnectorSettings;

/** Checked settings, in the form the connector works with. */
export interface EasypostContext {
  settings: EasypostSettings;
  baseURL: string;
  apiKey: string;
  now: () => number;
}

const credentialsSchema = z.strictObject(Object.fromEntries(easypostFields.map(({ name, schema }) => [name, schema])));

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
export function readSettings(settings: EasypostSettings): EasypostContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const given: Record<string, string | undefined> = checked(credentialsSchema, settings.credentials, "fields");
  return {
    settings,
    baseURL: (baseURL ?? productionBaseURL).replace(/\/$/, ""),
    apiKey: given["apiKey"] ?? "",
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
  const message = `The EasyPost ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}
