import type { SeededRandom } from "../kit/index.ts";
import type { ShopBuyer, ShopPlatform } from "./shop-types.ts";

type Place = readonly [city: string, region: string | null, postalCode: string, countryCode: string];

const firstNames = (
  "Alice Oliver Priya Marcus Hannah Tom Chloe Rhys Fatima George Isla Callum Nadia Peter Ruth Stefan Marie " +
  "Jens Aoife Luca Emily Daniel Sofia Arthur Megan Yusuf Grace Henry Zoe Colin"
).split(" ");
const lastNames = (
  "Hartley Okafor Bennett Shah Lindqvist Whitfield Moreau Doyle Nowak Fletcher Grant Castell Pritchard Weber " +
  "Ainsworth O'Brien Kaur Ferrand Marsh Tolland Baxter Rossi Winter Hale Sinclair"
).split(" ");
const streets = (
  "High Street,Station Road,Church Lane,Mill Lane,The Crescent,Queen's Drive,Orchard Way,Victoria Terrace," +
  "Beech Avenue,Market Place"
).split(",");

const ukPlaces: readonly Place[] = [
  ["Leeds", "West Yorkshire", "LS1 1AA", "GB"],
  ["Bristol", null, "BS1 4ZZ", "GB"],
  ["Cardiff", null, "CF10 1AA", "GB"],
  ["Glasgow", null, "G2 1AA", "GB"],
  ["Norwich", "Norfolk", "NR2 1AA", "GB"],
  ["Sheffield", "South Yorkshire", "S1 2AA", "GB"],
  ["Exeter", "Devon", "EX1 1AA", "GB"],
  ["Belfast", null, "BT1 1AA", "GB"],
];
const farPlaces: readonly Place[] = [
  ["Köln", null, "50667", "DE"],
  ["Lyon", null, "69002", "FR"],
  ["Cork", "Co. Cork", "T12 AA11", "IE"],
  ["Utrecht", null, "3511 AA", "NL"],
  ["Portland", "OR", "97201", "US"],
  ["Milano", "MI", "20121", "IT"],
];

/** Made-up buyers: no address is a real household, mail goes to example.com, numbers are kept free for drama. */
export function makeBuyers(random: SeededRandom, platform: ShopPlatform, count: number): ShopBuyer[] {
  const names = random
    .shuffle(firstNames.flatMap((first) => lastNames.map((last) => [first, last] as const)))
    .slice(0, count);
  return names.map(([first, last]) =>
    makeBuyer(random, { first, last, abroad: platform === "bricklink" ? 0.4 : 0.06 }),
  );
}

function makeBuyer(random: SeededRandom, person: { first: string; last: string; abroad: number }): ShopBuyer {
  const { first, last } = person;
  const handle = `${first}${random.chance(0.5) ? "_" : ""}${last.replace(/\W/g, "")}`.toLowerCase();
  const [city, region, postalCode, countryCode] = random.pick(random.chance(person.abroad) ? farPlaces : ukPlaces);
  return {
    username: `${handle}${random.integer(1, 99)}`,
    name: `${first} ${last}`,
    email: `${handle}@example.com`,
    phone: `01632 960${random.integer(100, 999)}`,
    street: `${random.integer(1, 180)} ${random.pick(streets)}`,
    city,
    region,
    postalCode,
    countryCode,
  };
}
