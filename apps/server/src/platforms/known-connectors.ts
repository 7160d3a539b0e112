import { amazon } from "@counterfoil/amazon";
import { bricklink } from "@counterfoil/bricklink";
import { brickowl } from "@counterfoil/brickowl";
import { brickset } from "@counterfoil/brickset";
import { bricqer } from "@counterfoil/bricqer";
import type { ConnectorDefinition } from "@counterfoil/connector-kit";
import { easypost } from "@counterfoil/easypost";
import { ebay } from "@counterfoil/ebay";
import { flipkart } from "@counterfoil/flipkart";
import { monzo } from "@counterfoil/monzo";
import { tiktokShop } from "@counterfoil/tiktok-shop";

/** The platforms of this server, in the order the page shows them. */
export const knownConnectors: readonly ConnectorDefinition[] = [
  ebay,
  amazon,
  tiktokShop,
  flipkart,
  bricklink,
  brickowl,
  bricqer,
  brickset,
  monzo,
  easypost,
];
