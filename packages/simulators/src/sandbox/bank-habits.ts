import { createRandom, type SeededRandom } from "../kit/index.ts";
import type { MonzoMerchantSeed, MonzoTransactionSeed } from "../monzo/index.ts";
import type { Shop } from "../shop/index.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Shops that the seller pays by card. */
export const bankMerchants: readonly MonzoMerchantSeed[] = [
  merchant("Cafe", "Corner Cafe", "eating_out", "Leeds"),
  merchant("Grocer", "Greenway Stores", "groceries", "Leeds"),
  merchant("Post", "Royal Mail", "general", "Leeds"),
  merchant("Ebay", "eBay", "shopping", "London"),
  merchant("Paypal", "PayPal", "shopping", "London"),
  merchant("Toys", "Brick Outlet", "shopping", "Köln", "DEU"),
];

function merchant(key: string, name: string, category: string, city: string, country = "GBR"): MonzoMerchantSeed {
  return { id: `merch_0000${key}`, groupId: `grp_0000${key}`, name, category, city, country, online: key === "Ebay" };
}

type Row = Omit<MonzoTransactionSeed, "at">;

interface Habit {
  /** Days between two of them, and where in that span they fall. */
  every: number;
  offset: number;
  hour: number;
  rows(random: SeededRandom, day: number): Row[];
}

const habits: readonly Habit[] = [
  { every: 1, offset: 0, hour: 12, rows: (random) => (random.chance(0.6) ? [groceries(random)] : []) },
  { every: 2, offset: 1, hour: 16, rows: (random) => [card(-random.integer(279, 4200), "ROYAL MAIL GROUP", "Post")] },
  { every: 5, offset: 2, hour: 19, rows: (random) => [ebayPurchase(random)] },
  { every: 7, offset: 3, hour: 20, rows: (random) => [paypalPurchase(random)] },
  { every: 11, offset: 4, hour: 9, rows: (random) => [fromPaypal(random)] },
  // Two rows of one moment: paging by time alone would lose one.
  { every: 30, offset: 1, hour: 0, rows: (random, day) => [rent(), intoPot(random, day)] },
  { every: 30, offset: 5, hour: 2, rows: (random) => [interest(random)] },
  { every: 30, offset: 12, hour: 14, rows: (random) => [abroad(random)] },
  { every: 40, offset: 17, hour: 13, rows: (random) => [declined(random)] },
  { every: 60, offset: 21, hour: 18, rows: () => [card(0, "PAYPAL *ACTIVE CARD CHECK", "Paypal")] },
];

/** What a reseller's account does day by day over `days` days up to the shop's anchor, oldest first. */
export function everydayRows(shop: Shop, days: number): MonzoTransactionSeed[] {
  const random = createRandom(`${shop.seed}/bank`);
  const anchor = Date.parse(shop.anchor);
  const firstDay = Math.floor(anchor / DAY) - days;
  const rows = Array.from({ length: days }, (_, index) =>
    habits
      .filter(({ every, offset }) => index % every === offset % every)
      .flatMap(({ hour, rows: make }) => {
        const at = new Date((firstDay + index) * DAY + hour * HOUR).toISOString();
        return make(random, index).map((row) => ({ ...row, at }));
      }),
  );
  return [...rows.flat(), ...justNow(random, anchor)];
}

// Card payments of the last hours: pending, and one of them settles for less than was held.
function justNow(random: SeededRandom, anchor: number): MonzoTransactionSeed[] {
  const settled = new Date(anchor + 20 * HOUR).toISOString();
  const at = (hours: number) => new Date(anchor - hours * HOUR).toISOString();
  return [
    { ...groceries(random), at: at(5), settles: { at: settled } },
    { ...card(-6000, "EBAY O*14-12345-54321", "Ebay"), at: at(3), settles: { at: settled, amount: -5480 } },
  ];
}

function card(amount: number, description: string, merchantKey: string): Row {
  const found = bankMerchants.find(({ id }) => id === `merch_0000${merchantKey}`);
  const metadata = { mastercard_approval_type: "full", mcc: "5945" };
  const basics = { amount, description: description.padEnd(26), scheme: "mastercard", metadata };
  return { ...basics, category: found?.category ?? "general", ...(found && { merchantId: found.id }) };
}

const groceries = (random: SeededRandom) =>
  random.chance(0.5)
    ? card(-random.integer(250, 900), "CORNER CAFE LEEDS GBR", "Cafe")
    : card(-random.integer(800, 6500), "GREENWAY STORES LEEDS GBR", "Grocer");

const ebayPurchase = (random: SeededRandom) =>
  card(-random.integer(900, 28_000), `eBay O*${random.digits(2)}-${random.digits(5)}-${random.digits(5)}`, "Ebay");

const paypalPurchase = (random: SeededRandom) =>
  card(-random.integer(600, 19_000), `PAYPAL *${random.pick(["BRICKHOARD", "MINIFIGDEN", "STUDSANDCO"])}`, "Paypal");

const declined = (random: SeededRandom): Row => ({
  ...card(-random.integer(5000, 90_000), "BRICK OUTLET KOELN DEU", "Toys"),
  declineReason: random.pick(["INSUFFICIENT_FUNDS", "INVALID_CVC", "OTHER"]),
});

function abroad(random: SeededRandom): Row {
  const euros = random.integer(1500, 24_000);
  const local = { amount: -euros, currency: "EUR" };
  return { ...card(-Math.round(euros * 0.86), "BRICK OUTLET KOELN DEU", "Toys"), local };
}

function transfer(amount: number, name: string, reference: string): Row {
  return {
    amount,
    description: reference,
    notes: reference,
    scheme: "payport_faster_payments",
    metadata: { faster_payment: "true" },
    counterparty: { name, account_number: "55779911", sort_code: "200000" },
  };
}

const fromPaypal = (random: SeededRandom) =>
  transfer(random.integer(3000, 42_000), "PAYPAL", `PP${random.digits(8)}WITHDRAWAL`);

const rent = (): Row => ({
  ...transfer(-32_500, "Loft Storage Ltd", "UNIT 12 RENT"),
  scheme: "bacs",
  category: "bills",
});

const intoPot = (random: SeededRandom, day: number): Row => ({
  amount: -random.integer(5000, 40_000),
  description: BANK_POT_ID,
  scheme: "uk_retail_pot",
  category: "savings",
  metadata: { pot_id: BANK_POT_ID, external_id: `pot-deposit-${day}`, trigger: "user" },
});

const interest = (random: SeededRandom): Row => ({
  amount: random.integer(12, 480),
  description: "Interest",
  scheme: "savings_interest",
  category: "income",
});

/** The pot that money for taxes goes to. */
export const BANK_POT_ID = "pot_0000LoftBricksTax";
