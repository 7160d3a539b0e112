import type { SeededRandom } from "../../kit/index.ts";
import type { EbayBuyerSeed } from "../ebay-seed.ts";

const FIRST = ["Amelia", "Ben", "Chloe", "Dev", "Ewan", "Farah", "George", "Hana", "Isla", "Jack", "Kofi", "Lena"];
const LAST = ["Archer", "Brown", "Clarke", "Dixon", "Evans", "Fletcher", "Green", "Hughes", "Irving", "Jones"];
const STREETS = ["Station Road", "High Street", "Church Lane", "Mill Close", "Park Avenue", "Victoria Terrace"];
const TOWNS = [
  ["Leeds", "LS1 4AP"],
  ["Bristol", "BS1 5TR"],
  ["Norwich", "NR2 1TF"],
  ["Cardiff", "CF10 1EP"],
  ["Dundee", "DD1 4BJ"],
  ["Exeter", "EX4 3LQ"],
] as const;

/** A buyer who does not exist, with a telephone number from the range kept free for drama. */
export function inventBuyer(random: SeededRandom): EbayBuyerSeed {
  const [first, last] = [random.pick(FIRST), random.pick(LAST)];
  const [city, postalCode] = random.pick(TOWNS);
  return {
    username: `${first}${last}${random.digits(3)}`.toLowerCase(),
    address: {
      fullName: `${first} ${last}`,
      addressLine1: `${random.integer(1, 180)} ${random.pick(STREETS)}`,
      city,
      postalCode,
      countryCode: "GB",
      phoneNumber: `01632 960${random.digits(3)}`,
      email: `${random.hex(16)}@members.ebay.com`,
    },
  };
}
