import { type AmazonSimulator, createAmazonSimulator } from "../amazon/index.ts";
import { type BricklinkSimulator, createBricklinkSimulator } from "../bricklink/index.ts";
import { type BrickowlSimulator, createBrickowlSimulator } from "../brickowl/index.ts";
import { type BricksetSimulator, createBricksetSimulator } from "../brickset/index.ts";
import { type BricqerSimulator, createBricqerSimulator } from "../bricqer/index.ts";
import { createEasypostSimulator, type EasypostSimulator } from "../easypost/index.ts";
import { createEbaySimulator, type EbaySimulator } from "../ebay/index.ts";
import { createFlipkartSimulator, type FlipkartSimulator } from "../flipkart/index.ts";
import { ActRefused, createClock, createSimulatorServer, type Simulator, type SimulatorClock } from "../kit/index.ts";
import { createMonzoSimulator, type MonzoSimulator } from "../monzo/index.ts";
import { createShop, DEMO_SEED, type Shop, stockCsv } from "../shop/index.ts";
import { createTiktokShopSimulator, type TiktokShopSimulator } from "../tiktok-shop/index.ts";
import { amazonSeedOfShop } from "./amazon-seed-of-shop.ts";
import type { Arrival, ArrivalPlatform } from "./arrival.ts";
import { arrivalPlatforms, arriveOrder } from "./arrivals.ts";
import { type BankedPayout, bankPayouts } from "./bank-payouts.ts";
import { bricklinkSeedOfShop } from "./bricklink-seed-of-shop.ts";
import { brickowlSeedOfShop } from "./brickowl-seed-of-shop.ts";
import { bricksetSeedOfShop } from "./brickset-seed-of-shop.ts";
import { bricqerSeedOfShop } from "./bricqer-seed-of-shop.ts";
import { channelOrders } from "./channel-orders.ts";
import { demoCredentials } from "./demo-credentials.ts";
import { ebaySeedOfShop } from "./ebay-seed-of-shop.ts";
import { flipkartSeedOfShop } from "./flipkart-seed-of-shop.ts";
import { monzoSeedOfShop } from "./monzo-seed-of-shop.ts";
import { sandboxRoutes } from "./sandbox-routes.ts";
import { readState, restoreStores, takeStores, writeState } from "./state-file.ts";
import { tiktokShopSeedOfShop } from "./tiktok-shop-seed-of-shop.ts";

const SAVE_EVERY_MS = 500;
/** Where consent leads until a desk says otherwise by the act `setAcceptedUrl`. */
const DEFAULT_ACCEPTED_URL = "http://127.0.0.1:3000/api/integrations/ebay/callback";
/** Where Amazon's consent may lead until a desk registers its own by the act `setRedirectUris`. */
const DEFAULT_REDIRECT_URIS = ["127.0.0.1", "localhost"].map(
  (host) => `http://${host}:3000/api/integrations/amazon/callback`,
);

/** Where Monzo's consent may lead until a desk registers its own by the act `setRedirectUris`. */
const DEFAULT_MONZO_REDIRECT_URIS = ["127.0.0.1", "localhost"].map(
  (host) => `http://${host}:3000/api/integrations/monzo/callback`,
);

/** Where TikTok Shop's consent leads until a desk says otherwise by the act `setRedirectUrl`. */
const DEFAULT_TIKTOK_REDIRECT_URL = "http://127.0.0.1:3000/api/integrations/tiktok-shop/callback";

/** Where each platform's API is served: what a connector wants as its base URL. */
const paths = {
  ebay: "/ebay",
  bricklink: "/bricklink/api/store/v1",
  amazon: "/amazon",
  brickowl: "/brickowl/v1",
  bricqer: "/bricqer",
  brickset: "/brickset/api/v3.asmx",
  easypost: "/easypost/v2",
  flipkart: "/flipkart",
  monzo: "/monzo",
  "tiktok-shop": "/tiktok-shop",
} as const;
export type SandboxPlatform = keyof typeof paths;

export interface SandboxOptions {
  /** Default 0, a free port. */
  port?: number;
  /** Default `127.0.0.1`: this machine only. */
  hostname?: string;
  /** Which shop; default the demo shop that everybody sees. */
  seed?: string | number;
  /**
   * The shop's "today": the same seed and anchor give the same orders and listings. Keep it between runs, or let
   * `stateFile` do so. Default: what the state file says, else now.
   */
  anchor?: string | number | Date;
  /** Default: a clock that runs with real time. */
  clock?: SimulatorClock;
  /** Platforms whose clock is another one, for instance one that is wrong. */
  clocks?: Partial<Record<SandboxPlatform, SimulatorClock>>;
  /** Where eBay's consent page leads. Can be changed later by the act `setAcceptedUrl`. */
  acceptedUrl?: string;
  /**
   * Keeps everything between runs, tokens and shipments included: read at the start when it is of the same shop,
   * written as things happen and at the end.
   */
  stateFile?: string;
  /** Lets an order come in every so many real milliseconds; off by default. */
  arriveEveryMs?: number;
}

/** The running sandbox. */
export interface Sandbox {
  /** Such as `http://127.0.0.1:4010`. */
  readonly origin: string;
  readonly shop: Shop;
  readonly credentials: typeof demoCredentials;
  readonly ebay: EbaySimulator;
  readonly bricklink: BricklinkSimulator;
  readonly amazon: AmazonSimulator;
  readonly brickowl: BrickowlSimulator;
  readonly bricqer: BricqerSimulator;
  readonly brickset: BricksetSimulator;
  readonly easypost: EasypostSimulator;
  readonly flipkart: FlipkartSimulator;
  readonly monzo: MonzoSimulator;
  readonly tiktokShop: TiktokShopSimulator;
  /** Every payout up to the anchor with what became of it at the bank: the truth for reconciliation. */
  readonly payouts: readonly BankedPayout[];
  /** What to give a connector as its base URL. */
  baseURL(platform: SandboxPlatform): string;
  /** The seller's own stock list, to be imported by the desk. */
  stockCsv(): string;
  /** Lets orders come in now, on any platform or on those named. Throws `ActRefused` when nothing is for sale. */
  arrive(count?: number, platforms?: readonly ArrivalPlatform[]): Arrival[];
  stop(): Promise<void>;
}

/** Starts all simulators on one port with the demo shop in them. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { shop, saved } = openShop(options);
  const common = options.clock ?? createClock();
  const clockOf = (platform: SandboxPlatform) => options.clocks?.[platform] ?? common;
  const acceptedUrl = options.acceptedUrl ?? DEFAULT_ACCEPTED_URL;
  const ebay = createEbaySimulator({
    seed: ebaySeedOfShop(shop, { acceptedUrl }),
    clock: clockOf("ebay"),
    randomSeed: `${shop.seed}/ebay`,
  });
  const bricklink = createBricklinkSimulator({
    seed: bricklinkSeedOfShop(shop),
    clock: clockOf("bricklink"),
    randomSeed: `${shop.seed}/bricklink`,
  });
  const amazon = createAmazonSimulator({
    seed: amazonSeedOfShop(shop, { redirectUris: DEFAULT_REDIRECT_URIS }),
    clock: clockOf("amazon"),
    randomSeed: `${shop.seed}/amazon`,
  });
  const flipkart = createFlipkartSimulator({
    seed: flipkartSeedOfShop(shop),
    clock: clockOf("flipkart"),
    randomSeed: `${shop.seed}/flipkart`,
  });
  const brickowl = createBrickowlSimulator({
    seed: brickowlSeedOfShop(shop),
    clock: clockOf("brickowl"),
    randomSeed: `${shop.seed}/brickowl`,
  });
  const channels = { ebay, bricklink, brickowl };
  const bricqer = createBricqerSimulator({
    seed: bricqerSeedOfShop(shop, channelOrders(channels)),
    channelOrders: () => channelOrders(channels),
    clock: clockOf("bricqer"),
    randomSeed: `${shop.seed}/bricqer`,
  });
  const brickset = createBricksetSimulator({
    seed: bricksetSeedOfShop(shop),
    clock: clockOf("brickset"),
    randomSeed: `${shop.seed}/brickset`,
  });
  const easypost = createEasypostSimulator({
    seed: { keys: [demoCredentials.easypost] },
    clock: clockOf("easypost"),
    randomSeed: `${shop.seed}/easypost`,
  });
  const tiktokShop = createTiktokShopSimulator({
    seed: tiktokShopSeedOfShop(shop, { redirectUrl: DEFAULT_TIKTOK_REDIRECT_URL }),
    clock: clockOf("tiktok-shop"),
    randomSeed: `${shop.seed}/tiktok-shop`,
  });
  // Taken before an earlier run's orders come back, so that the same shop always tells the same truth.
  const payouts = bankPayouts(shop, ebay);
  const monzo = createMonzoSimulator({
    seed: monzoSeedOfShop(shop, { payouts, redirectUris: DEFAULT_MONZO_REDIRECT_URIS }),
    clock: clockOf("monzo"),
    randomSeed: `${shop.seed}/monzo`,
  });
  const simulators = [
    ebay,
    bricklink,
    amazon,
    brickowl,
    bricqer,
    brickset,
    easypost,
    flipkart,
    tiktokShop,
    monzo,
  ] as const;
  if (saved !== null) {
    restoreStores(simulators, saved);
    if (options.acceptedUrl !== undefined) ebay.acts.setAcceptedUrl({ acceptedUrl });
  }
  const server = createSimulatorServer({ simulators, extraRoutes: sandboxRoutes(() => sandbox) });
  const { port = 0, hostname = "127.0.0.1" } = options;
  const origin = await server.start({ port, hostname });
  const keeper = keepState({ path: options.stateFile, shop, simulators });
  const sandbox: Sandbox = {
    origin,
    shop,
    credentials: demoCredentials,
    ebay,
    bricklink,
    amazon,
    brickowl,
    bricqer,
    brickset,
    easypost,
    flipkart,
    monzo,
    payouts,
    tiktokShop,
    baseURL: (platform) => `${origin}${paths[platform]}`,
    stockCsv: () => stockCsv(shop),
    arrive: (count = 1, platforms = arrivalPlatforms) => {
      const places = { ebay, bricklink, amazon, brickowl, bricqer, flipkart, tiktokShop };
      return Array.from({ length: count }, () => arriveOrder(places, { seed: shop.seed, platforms }));
    },
    async stop() {
      clearInterval(arrivals);
      await server.stop();
      keeper.stop();
    },
  };
  const arrivals = startArrivals(sandbox, options.arriveEveryMs);
  return sandbox;
}

// The state file is used only when it is of the shop that was asked for.
function openShop({ seed, anchor, stateFile }: SandboxOptions) {
  const state = stateFile === undefined ? null : readState(stateFile);
  const wantedAnchor = anchor === undefined ? undefined : new Date(anchor).toISOString();
  const fits =
    state !== null &&
    state.seed === (seed ?? DEMO_SEED) &&
    (wantedAnchor === undefined || state.anchor === wantedAnchor);
  const shop = createShop({ seed: seed ?? DEMO_SEED, anchor: wantedAnchor ?? (fits ? state.anchor : Date.now()) });
  return { shop, saved: fits ? state : null };
}

function keepState(kept: { path: string | undefined; shop: Shop; simulators: readonly Simulator[] }) {
  const { path, shop, simulators } = kept;
  if (path === undefined) return { stop: () => {} };
  const progress = () => simulators.map(({ ledger, requests }) => [ledger, requests].map(lastOf)).join();
  let saved = "";
  const save = () => {
    const now = progress();
    if (now === saved) return;
    writeState(path, { seed: shop.seed, anchor: shop.anchor, stores: takeStores(simulators) });
    saved = now;
  };
  save();
  const timer = setInterval(save, SAVE_EVERY_MS).unref();
  return {
    stop() {
      clearInterval(timer);
      save();
    },
  };
}

function lastOf(ledger: Simulator["ledger"]): number {
  return ledger.list().at(-1)?.sequence ?? 0;
}

function startArrivals(sandbox: Sandbox, everyMs: number | undefined) {
  if (everyMs === undefined) return undefined;
  const arriveIfPossible = () => {
    try {
      sandbox.arrive();
    } catch (error) {
      // Nothing is for sale: the shop waits for new stock.
      if (!(error instanceof ActRefused)) throw error;
    }
  };
  return setInterval(arriveIfPossible, everyMs).unref();
}
