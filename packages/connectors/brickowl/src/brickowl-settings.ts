import { ConnectorError, type ConnectorSettings } from "@counterfoil/connector-kit";
import { z } from "zod";
import { brickowlFields, type UsedGrade, usedGrades } from "./brickowl-fields.ts";

/** Where Brick Owl's API lives. */
export const productionBaseURL = "https://api.brickowl.com/v1";

/** Settings of `createBrickowl`. `credentials` holds the manifest's fields. */
export interface BrickowlSettings extends ConnectorSettings {
  credentials: Readonly<Record<string, string>>;
}

/** Checked settings, in the form the connector works with. */
export interface BrickowlContext {
  settings: BrickowlSettings;
  baseURL: string;
  apiKey: string;
  usedGrade: UsedGrade;
  /** Whether external ids of lots are BrickLink's lot ids instead of SKUs. */
  externalIdIsBricklinkLot: boolean;
  now: () => number;
}

const credentialsSchema = z.strictObject(Object.fromEntries(brickowlFields.map((field) => [field.name, field.schema])));

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
export function readSettings(settings: BrickowlSettings): BrickowlContext {
  const { baseURL } = checked(settingsSchema, settings, "settings");
  const given = checked(credentialsSchema, settings.credentials, "fields");
  return {
    settings,
    baseURL: baseURL ?? productionBaseURL,
    apiKey: given["apiKey"] ?? "",
    usedGrade: usedGrades.find((grade) => grade === given["usedGrade"]) ?? "usedg",
    externalIdIsBricklinkLot: given["externalId"] === "bricklink_lot",
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
  const message = `The Brick Owl ${what} are not right. ${issues.map((issue) => issue.message).join(" ")}`;
  throw new ConnectorError({ code: "invalid_request", message, issues });
}
