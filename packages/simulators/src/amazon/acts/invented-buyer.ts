import type { SeededRandom } from "../../kit/index.ts";
import type { AmazonBuyerSeed } from "../amazon-seed.ts";

const FIRST = ["Aisha", "Bruno", "Carys", "Daniel", "Elif", "Finlay", "Grace", "Hugo", "Imogen", "Jonas", "Kayleigh"];
const LAST = ["Ashworth", "Baker", "Cole", "Doyle", "Ellis", "Foster", "Grant", "Holt", "Ingram", "Jarvis"];
const STREETS = ["Orchard Way", "Bridge Street", "The Crescent", "Manor Road", "Quarry Hill", "Albert Row"];
const TOWNS = [
  ["Sheffield", "S1 2JE"],
  ["Plymouth", "PL1 1EA"],
  ["Derby", "DE1 2GU"],
  ["Swansea", "SA1 3SN"],
  ["Perth", "PH1 5TJ"],
] as const;

/** A buyer who does not exist, with Amazon's kind of relay address and a telephone number kept free for drama. */
export function inventBuyer(random: SeededRandom): AmazonBuyerSeed {
  const name = `${random.pick(FIRST)} ${random.pick(LAST)}`;
  const [city, postalCode] = random.pick(TOWNS);
  return {
    name,
    email: `${random.hex(14)}@marketplace.amazon.co.uk`,
    address: {
      name,
      addressLine1: `${random.integer(1, 180)} ${random.pick(STREETS)}`,
      city,
      postalCode,
      countryCode: "GB",
      phone: `+44 1632 960${random.digits(3)}`,
    },
  };
}
