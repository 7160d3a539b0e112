import { ConnectorError, type ConnectorSettings } from "@counterfoil/connector-kit";
import { z } from "zod";
import { bricksetFields, type Region, regions, userHashSchema, usualDailyLimit } from "./brickset-fields.ts";

/** Where Brickset's API lives. */
export const productionBaseURL = "https://brickset.com/api/v3.asmx";

/** Settings of `createBrickset`. `credentials` holds the manifest's fields, and `userHash` in place of a password. */
export interface BricksetSettings extends ConnectorSettings {
  credentials: Readonly<Record<string, string>>;
}

/** Checked settings, in the form the connector works with. */
export interface BricksetContext {
  settings: BricksetSettings;
  baseURL: string;
  apiKey: string;
  /** Empty without a login: Brickset wants the field all the same. */
  userHash: string;
  /** Null: unlimited. */
  dailyLimit: number | null;
  region: Region;
  /** Values that no error or event may show. */
  secrets: readonly string[];
  now: () => number;
}

const credentialsSchema = z.strictObject({
  ...Object.fromEntries(bricksetFields.map((field) => [field.name, field.schema])),
  userHash: userHashSchema,
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
export function readSettings(settings: BricksetSettings): BricksetContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const given: Record<string, string | undefined> = checked(credentialsSchema, settings.credentials, "fields");
  const { apiKey = "", userHash = "", password = "" } = given;
  return {
    settings,
    baseURL: baseURL ?? productionBaseURL,
    apiKey,
    userHash,
    dailyLimit: readLimit(given["dailyLimit"]),
    region: regions.find((region) => region === given["region"]) ?? "UK",
    secrets: [apiKey, userHash, password],
    now: settings.now ?? (() => Date.now()),
  };
}

function readLimit(text = ""): number | null {
  if (/^unlimited$/i.test(text)) return null;
  return text === "" ? usualDailyLimit : Number(text);
}

function checked<Value>(schema: z.ZodType<Value>, value: unknown, what: string): Value {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issues = result.error.issues.map((issue) => ({
    path: issue.path.map(String).join(".") || null,
    code: issue.code ?? null,
    message: issue.message,
  }));
  const message = `The Brickset ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}
