import type { SeededRandom } from "../../kit/index.ts";
import type { TiktokShopBuyerSeed } from "../tiktok-shop-seed.ts";

const FIRST = ["Aisha", "Bram", "Carys", "Dylan", "Erin", "Femi", "Greta", "Harry", "Imogen", "Joel", "Kira", "Liam"];
const LAST = ["Abbott", "Bell", "Coleman", "Drew", "Ellis", "Ford", "Grant", "Holt", "Iqbal", "Jarvis"];
const STREETS = ["Chapel Street", "Elm Grove", "Kings Road", "Orchard Way", "Quay Street", "The Crescent"];
const TOWNS = [
  ["Leeds", "West Yorkshire", "LS1 4AP"],
  ["Bristol", "Bristol", "BS1 5TR"],
  ["Norwich", "Norfolk", "NR2 1TF"],
  ["Exeter", "Devon", "EX4 3LQ"],
] as const;

/** A buyer who does not exist, with a telephone number from the range kept free for drama. */
export function inventBuyer(random: SeededRandom): TiktokShopBuyerSeed {
  const [city, county, postalCode] = random.pick(TOWNS);
  return {
    userId: `7021${random.digits(15)}`,
    address: {
      name: `${random.pick(FIRST)} ${random.pick(LAST)}`,
      phone: `(+44)7700 900${random.digits(3)}`,
      lines: [`${random.integer(1, 180)} ${random.pick(STREETS)}`],
      city,
      county,
      postalCode,
    },
  };
}
