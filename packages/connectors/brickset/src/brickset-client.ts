import {
  type CallLimits,
  ConnectorError,
  createHttpClient,
  type HttpClient,
  type HttpParameters,
  jsonBody,
  type PrepareRequest,
} from "@counterfoil/connector-kit";
import type { z } from "zod";
import { createErrorDecoder } from "./brickset-errors.ts";
import { bricksetManifest } from "./brickset-manifest.ts";
import { doneSchema, loginSchema, setsSchema, usageSchema } from "./brickset-schemas.ts";
import type { BricksetContext } from "./brickset-settings.ts";
import { createDailyQuota, type DailyQuota, type Urgency } from "./quota/daily-quota.ts";
import { ukDay } from "./quota/uk-day.ts";

/** `params` of `getSets`. */
export type SetParameters = Readonly<Record<string, string | number>>;

export interface SetsCall extends CallLimits {
  params: SetParameters;
  urgency: Urgency;
  userHash?: string;
}

/** Brickset's calls, one function each. All are forms by POST: an address would carry the key into logs. */
export function createBricksetClient(context: BricksetContext) {
  const http = createHttp(context);
  const { apiKey, now } = context;
  const post = async <Value>(method: string, schema: z.ZodType<Value>, options: Post = {}) => {
    const { form, ...rest } = options;
    const request = { operation: method, path: `/${method}`, method: "POST", effect: "read" } as const;
    const lane = "refresh_catalogue";
    return (await http.request({ ...request, lane, form: { apiKey, ...form }, decode: jsonBody(schema), ...rest }))
      .data;
  };
  const usage = async (limits?: CallLimits) => (await post("getKeyUsageStats", usageSchema, limits)).apiKeyUsage;
  const quota = createDailyQuota({
    limit: context.dailyLimit,
    now,
    readUsed: async (day) => (await usage()).find((row) => row.dateStamp.startsWith(day))?.count ?? 0,
  });

  return {
    quota,
    checkKey: (limits: CallLimits) => post("checkKey", doneSchema, limits),
    checkUserHash: (limits: CallLimits) =>
      post("checkUserHash", doneSchema, { ...limits, form: { userHash: context.userHash } }),
    login: async (username: string, password: string, limits: CallLimits) =>
      (await post("login", loginSchema, { ...limits, form: { username, password } })).hash,
    /** The days on which the key was used, as Brickset tells them; today's count is taken over. */
    async usage(limits: CallLimits) {
      const days = await usage(limits);
      quota.observe(days.find((row) => row.dateStamp.startsWith(ukDay(now())))?.count ?? 0);
      return days;
    },
    /** The only call that counts, at every attempt. */
    async getSets({ params, urgency, userHash = "", ...limits }: SetsCall) {
      const form = { userHash, params: JSON.stringify(params) };
      const prepare = countEach(quota, urgency);
      try {
        return await post("getSets", setsSchema, { ...limits, form, prepare, maxAttempts: 3 });
      } catch (error) {
        if (isRefusedByBrickset(error) && context.dailyLimit !== null) quota.observe(context.dailyLimit);
        throw error;
      }
    },
    /** Calls that do not count: themes, pictures, the user's notes. */
    read: <Value>(method: string, schema: z.ZodType<Value>, options: CallLimits & { form?: HttpParameters }) =>
      post(method, schema, options),
  };
}

type Post = CallLimits & { form?: HttpParameters; prepare?: PrepareRequest; maxAttempts?: number };
export type BricksetClient = ReturnType<typeof createBricksetClient>;

function countEach(quota: DailyQuota, urgency: Urgency): PrepareRequest {
  return async (request) => {
    await quota.take(urgency);
    return request;
  };
}

// Our own refusals have no code of the platform's: they may only mean that the reserve is reached.
function isRefusedByBrickset(error: unknown): boolean {
  return ConnectorError.is(error) && error.code === "quota_exhausted" && error.platformCode !== null;
}

function createHttp({ settings, baseURL, secrets, now }: BricksetContext): HttpClient {
  const { name, platform } = bricksetManifest;
  return createHttpClient({
    platform,
    platformName: name,
    baseURL,
    headers: { accept: "application/json" },
    decodeError: createErrorDecoder({ secrets, now }),
    now,
    ...(settings.rateBudget && { rateBudget: settings.rateBudget }),
    ...(settings.fetch && { fetch: settings.fetch }),
    ...(settings.sleep && { sleep: settings.sleep }),
    ...(settings.random && { random: settings.random }),
    ...(settings.onEvent && { onEvent: settings.onEvent }),
  });
}
