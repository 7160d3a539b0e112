import { z } from "zod";
import type { ApplicationCredentials, PlatformPreset } from "./services/installation.ts";

const optional = z.string().optional();
const address = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .refine(
    (value) => !URL.canParse(value) || new URL(value).pathname !== "/",
    "must lead to a page of its own, such as /callback",
  )
  .optional();

/** Where a platform's simulator listens: a stand-in for the platform gets the seller's keys, so it must be this machine. */
const simulator = z
  .url({ protocol: /^https?$/, error: "must be an http:// or https:// address" })
  .refine((value) => isLoopback(value), "must be an address of this machine, such as http://127.0.0.1:4010/ebay")
  .transform((value) => value.replace(/\/+$/, ""))
  .optional();

function isLoopback(address: string): boolean {
  if (!URL.canParse(address)) return false;
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(new URL(address).hostname);
}

const simulators = {
  EBAY_BASE_URL: "ebay",
  AMAZON_BASE_URL: "amazon",
  TIKTOK_BASE_URL: "tiktok-shop",
  FLIPKART_BASE_URL: "flipkart",
  BRICKLINK_BASE_URL: "bricklink",
  BRICKOWL_BASE_URL: "brickowl",
  BRICQER_BASE_URL: "bricqer",
  BRICKSET_BASE_URL: "brickset",
  MONZO_BASE_URL: "monzo",
} as const;

/** The variables of single platforms. */
export const platformVariables = {
  EBAY_BASE_URL: simulator,
  AMAZON_BASE_URL: simulator,
  TIKTOK_BASE_URL: simulator,
  FLIPKART_BASE_URL: simulator,
  BRICKLINK_BASE_URL: simulator,
  BRICKOWL_BASE_URL: simulator,
  BRICQER_BASE_URL: simulator,
  BRICKSET_BASE_URL: simulator,
  MONZO_BASE_URL: simulator,
  EBAY_CLIENT_ID: optional,
  EBAY_CLIENT_SECRET: optional,
  EBAY_DEV_ID: optional,
  EBAY_REDIRECT_URI: optional,
  EBAY_VERIFICATION_TOKEN: optional,
  AMAZON_CLIENT_ID: optional,
  AMAZON_CLIENT_SECRET: optional,
  AMAZON_APPLICATION_ID: optional,
  AMAZON_REFRESH_TOKEN: optional,
  AMAZON_SELLER_ID: optional,
  AMAZON_MARKETPLACE_ID: optional,
  AMAZON_OAUTH_REDIRECT_URI: address,
  AMAZON_REDIRECT_URI: address,
  TIKTOK_APP_KEY: optional,
  TIKTOK_APP_SECRET: optional,
  TIKTOK_SERVICE_ID: optional,
  TIKTOK_REDIRECT_URI: address,
  MONZO_CLIENT_ID: optional,
  MONZO_CLIENT_SECRET: optional,
  MONZO_REDIRECT_URI: address,
};

type Variables = { readonly [Name in keyof typeof platformVariables]?: string | undefined };

/** What the installation brings for its platforms. */
export interface PlatformSettings {
  applications: Readonly<Record<string, ApplicationCredentials>>;
  presets: Readonly<Record<string, PlatformPreset>>;
  /** Where the simulators of platforms listen that stand in for them. */
  endpoints: Readonly<Record<string, string>>;
}

/** Variables of which one alone is of no use. */
export class UnpairedVariables extends Error {}

/** Reads what the variables set. Throws UnpairedVariables, whose message names both variables. */
export function platformSettings(variables: Variables): PlatformSettings {
  const ebay = ebayApplication(variables);
  const amazon = amazonApplication(variables);
  const tiktokShop = tiktokShopApplication(variables);
  const monzo = monzoApplication(variables);
  return {
    applications: {
      ...(ebay && { ebay }),
      ...(amazon && { amazon }),
      ...(tiktokShop && { "tiktok-shop": tiktokShop }),
      ...(monzo && { monzo }),
    },
    presets: {
      amazon: amazonPreset(variables),
      "tiktok-shop": { keys: {}, marketplace: null, callbackUrl: variables.TIKTOK_REDIRECT_URI ?? null },
      monzo: { keys: {}, marketplace: null, callbackUrl: variables.MONZO_REDIRECT_URI ?? null },
    },
    endpoints: endpointsOf(variables),
  };
}

function endpointsOf(variables: Variables): Readonly<Record<string, string>> {
  const names = Object.keys(simulators) as (keyof typeof simulators)[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const address = variables[name];
      return address === undefined ? [] : [[simulators[name], address]];
    }),
  );
}

function ebayApplication(variables: Variables): ApplicationCredentials | null {
  const pair = together(variables, "EBAY_CLIENT_ID", "EBAY_CLIENT_SECRET");
  if (pair === null) return null;
  const [clientId, clientSecret] = pair;
  const extra = given({ devId: variables.EBAY_DEV_ID, verificationToken: variables.EBAY_VERIFICATION_TOKEN });
  return { fields: { clientId, clientSecret, ...extra }, redirectUri: variables.EBAY_REDIRECT_URI ?? null };
}

/** Consent on Seller Central needs the application's own id; without it only a refresh token can be entered. */
function amazonApplication(variables: Variables): ApplicationCredentials | null {
  const pair = together(variables, "AMAZON_CLIENT_ID", "AMAZON_CLIENT_SECRET");
  const applicationId = variables.AMAZON_APPLICATION_ID;
  if (pair === null || applicationId === undefined) return null;
  const [clientId, clientSecret] = pair;
  return { fields: { clientId, clientSecret, applicationId }, redirectUri: null };
}

function amazonPreset(variables: Variables): PlatformPreset {
  return {
    keys: given({
      clientId: variables.AMAZON_CLIENT_ID,
      clientSecret: variables.AMAZON_CLIENT_SECRET,
      refreshToken: variables.AMAZON_REFRESH_TOKEN,
      sellerId: variables.AMAZON_SELLER_ID,
    }),
    marketplace: variables.AMAZON_MARKETPLACE_ID ?? null,
    callbackUrl: variables.AMAZON_OAUTH_REDIRECT_URI ?? variables.AMAZON_REDIRECT_URI ?? null,
  };
}

/** Without the service's number the older consent page is used, which knows the app by its key. */
function tiktokShopApplication(variables: Variables): ApplicationCredentials | null {
  const pair = together(variables, "TIKTOK_APP_KEY", "TIKTOK_APP_SECRET");
  if (pair === null) return null;
  const [appKey, appSecret] = pair;
  return { fields: { appKey, appSecret, ...given({ serviceId: variables.TIKTOK_SERVICE_ID }) }, redirectUri: null };
}

/** Monzo lets a client read its owner's accounts and those of few people whom the owner names. */
function monzoApplication(variables: Variables): ApplicationCredentials | null {
  const pair = together(variables, "MONZO_CLIENT_ID", "MONZO_CLIENT_SECRET");
  if (pair === null) return null;
  const [clientId, clientSecret] = pair;
  return { fields: { clientId, clientSecret }, redirectUri: null };
}

function together(variables: Variables, one: keyof Variables, other: keyof Variables): [string, string] | null {
  const [first, second] = [variables[one], variables[other]];
  if (first === undefined && second === undefined) return null;
  if (first !== undefined && second !== undefined) return [first, second];
  throw new UnpairedVariables(`${one} and ${other} belong together: set both, or neither.`);
}

function given(values: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
