import { renameSync } from "node:fs";
import { join } from "node:path";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import type { Logger } from "pino";
import type { DemoShop, RunningDemoShop } from "../services/demo/demo-shop.ts";
import { notFound } from "../services/service-error.ts";

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
    baseURL: (platform) => sandbox.baseURL(known(platform)),
    fields: (platform) => sandbox.credentials[credentialNames[known(platform)]],
    redirectUri: (platform, callbackUrl) => {
      if (platform === "amazon") sandbox.amazon.acts.setRedirectUris({ redirectUris: [callbackUrl] });
      if (platform === "tiktok-shop") sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: callbackUrl });
      if (platform !== "ebay") return callbackUrl;
      sandbox.ebay.acts.setAcceptedUrl({ acceptedUrl: callbackUrl });
      return sandbox.credentials.ebay.ruName;
    },
    stockCsv: () => sandbox.stockCsv(),
  };
}

/** The sandbox's names of the platforms' credentials. */
const credentialNames = {
  ebay: "ebay",
  amazon: "amazon",
  "tiktok-shop": "tiktokShop",
  bricklink: "bricklink",
} as const;

function known(platform: string): keyof typeof credentialNames {
  if (Object.hasOwn(credentialNames, platform)) return platform as keyof typeof credentialNames;
  throw notFound(`A simulated ${platform}`);
}
