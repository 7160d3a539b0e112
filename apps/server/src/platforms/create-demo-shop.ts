import { renameSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Logger } from "pino";
import type { DemoShop, RunningDemoShop } from "../services/demo/demo-shop.ts";
import { notFound, unavailable } from "../services/service-error.ts";

export interface DemoShopOptions {
  /** Keeps what happened in the shop, so that it is the same shop after a restart. */
  dataDir: string;
  logger: Logger;
}

/** The simulators inside this process, on a loopback port of their own. */
export function createDemoShop(options: DemoShopOptions): DemoShop {
  let starting: Promise<Sandbox> | null = null;
  let sandbox: Sandbox | null = null;
  const start = async (): Promise<Sandbox> => {
    sandbox = await openSandbox(options);
    options.logger.info({ origin: sandbox.origin }, "the demo shop is open");
    return sandbox;
  };
  const ensure = (): Promise<Sandbox> => {
    starting ??= start().catch((error: unknown) => {
      starting = null;
      throw error;
    });
    return starting;
  };
  return {
    start: async () => runningShop(await ensure()),
    origin: () => sandbox?.origin ?? null,
    stop: async () => {
      await starting?.then((running) => running.stop());
    },
  };
}

async function openSandbox({ dataDir, logger }: DemoShopOptions): Promise<Sandbox> {
  const stateFile = join(dataDir, "demo-shop.json");
  try {
    return await startSandbox({ stateFile });
  } catch (error) {
    // A file of another version opens no shop: it is set aside, and the demo begins anew.
    logger.warn({ err: error }, "the demo shop's state could not be read; it starts from the beginning");
    renameSync(stateFile, `${stateFile}.unreadable`);
    return await startSandbox({ stateFile });
  }
}

function runningShop(sandbox: Sandbox): RunningDemoShop {
  return {
    sells: (platform) => Object.hasOwn(places, platform),
    marketplace: (platform) => places[known(platform)].marketplace,
    agree: (authorizationUrl) => agree(sandbox, authorizationUrl),
    baseURL: (platform) => sandbox.baseURL(known(platform)),
    fields: (platform) => fieldsOf(sandbox, known(platform)),
    redirectUri: (platform, callbackUrl) => {
      if (platform === "amazon") sandbox.amazon.acts.setRedirectUris({ redirectUris: [callbackUrl] });
      if (platform === "tiktok-shop") sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: callbackUrl });
      if (platform === "monzo") sandbox.monzo.acts.setRedirectUris({ redirectUris: [callbackUrl] });
      if (platform !== "ebay") return callbackUrl;
      sandbox.ebay.acts.setAcceptedUrl({ acceptedUrl: callbackUrl });
      return sandbox.credentials.ebay.ruName;
    },
    stockCsv: () => sandbox.stockCsv(),
  };
}

/** The platforms of the sandbox: its name of their credentials, and where the shop sells there. */
const places = {
  ebay: { credentials: "ebay", marketplace: "EBAY_GB" },
  amazon: { credentials: "amazon", marketplace: "A1F83G8C2ARO7P" },
  "tiktok-shop": { credentials: "tiktokShop", marketplace: "GB" },
  flipkart: { credentials: "flipkart", marketplace: "IN" },
  bricklink: { credentials: "bricklink", marketplace: null },
  brickowl: { credentials: "brickowl", marketplace: null },
  bricqer: { credentials: "bricqer", marketplace: null },
  brickset: { credentials: "brickset", marketplace: null },
  monzo: { credentials: "monzo", marketplace: null },
  easypost: { credentials: "easypost", marketplace: null },
} as const;

function known(platform: string): keyof typeof places {
  if (Object.hasOwn(places, platform)) return platform as keyof typeof places;
  throw notFound(`A simulated ${platform}`);
}

function fieldsOf({ credentials }: Sandbox, platform: keyof typeof places): Readonly<Record<string, string>> {
  // Its orders are the other platforms' own, each a call of its own: a few show how they are counted once.
  if (platform === "bricqer") return { ...credentials.bricqer, ordersSince: someDaysAgo() };
  if (platform !== "monzo") return credentials[places[platform].credentials];
  // The address is for Monzo's own page.
  const { email: _email, ...client } = credentials.monzo;
  return client;
}

const bricqerDays = 2;

function someDaysAgo(): string {
  return new Date(Date.now() - bricqerDays * 86_400_000).toISOString().slice(0, 10);
}

/** Presses the page's button. Throws `unavailable` when the page leads nowhere. */
async function agree(sandbox: Sandbox, authorizationUrl: string): Promise<Record<string, string>> {
  if (new URL(authorizationUrl).origin !== sandbox.origin) throw notFound("A simulated consent page there");
  if (authorizationUrl.startsWith(sandbox.baseURL("monzo"))) return await agreeByMail(sandbox, authorizationUrl);
  const body = new URLSearchParams({ decision: "agree" });
  const answer = await fetch(authorizationUrl, { method: "POST", body, redirect: "manual" });
  const location = answer.headers.get("location");
  if (location === null) throw unavailable(`The simulated consent page answered ${answer.status}.`);
  return Object.fromEntries(new URL(location).searchParams);
}

/** Types the owner's address, follows the link of the mail, and will approve in the app, as Monzo wants it. */
async function agreeByMail(sandbox: Sandbox, authorizationUrl: string): Promise<Record<string, string>> {
  const { email } = sandbox.credentials.monzo;
  const mailed = await fetch(authorizationUrl, { method: "POST", body: new URLSearchParams({ email }) });
  const link = /href="([^"]+)"/.exec(await mailed.text())?.[1]?.replaceAll("&amp;", "&");
  if (link === undefined) throw unavailable("The simulated Monzo sent no link.");
  const back = await fetch(new URL(link, authorizationUrl), { redirect: "manual" });
  const location = back.headers.get("location");
  if (location === null) throw unavailable(`The simulated Monzo answered ${back.status}.`);
  // The app asks once the tokens are given, which is after this.
  sandbox.monzo.acts.setSettings({ approveAfterSeconds: 0 });
  return Object.fromEntries(new URL(location).searchParams);
}
