import type { OrderStatus, PaymentStatus } from "../model/index.ts";
import { checkDispatch } from "./order-workflow.ts";

/** When a rule looks at an order. `order_ready`: paid, and every line tied to its units. */
export const ruleEvents = ["order_paid", "order_ready"] as const;
export type RuleEvent = (typeof ruleEvents)[number];

/** What an order must be for a rule to act; what is left out does not matter. */
export interface RuleConditions {
  /** Inclusive, in the order's currency; orders of other currencies do not match. */
  maxOrderValue?: { minor: number; currency: string } | undefined;
  minOrderValue?: { minor: number; currency: string } | undefined;
  /** Only to the seller's own country. */
  domesticOnly?: boolean | undefined;
  platforms?: readonly string[] | undefined;
  /** Every line must be one of these SKUs or product numbers. */
  specificProducts?: readonly string[] | undefined;
  /** Every unit must lie in one of these places; `Loft` holds `Loft - S5`. */
  locations?: readonly string[] | undefined;
}

/** What a rule does. `fulfill` sends nothing without a real label or tracking number. */
export type RuleAction = { type: "fulfill" } | { type: "pack" } | { type: "hold"; reason: string };

export interface OrderRule {
  id: string;
  name: string;
  enabled: boolean;
  event: RuleEvent;
  conditions: RuleConditions;
  action: RuleAction;
}

/** What rules know of an order. */
export interface RuleOrder {
  id: string;
  platform: string;
  status: OrderStatus;
  paymentStatus: PaymentStatus;
  countryCode: string | null;
  total: { minor: number; currency: string } | null;
  linked: boolean;
  lines: readonly { sku: string | null; productNumbers: readonly string[] }[];
  /** Places of the units tied to the order; null for a unit without one. */
  locations: readonly (string | null)[];
}

const plain = (text: string) => text.trim().toUpperCase();

/** Why an order does not fit, one sentence each; empty for one that fits. Unknown never fits. */
export function misfits(conditions: RuleConditions, order: RuleOrder, homeCountry: string | null): string[] {
  return [
    valueMisfit(conditions, order.total),
    conditions.domesticOnly ? domesticMisfit(order.countryCode, homeCountry) : null,
    conditions.platforms && !conditions.platforms.includes(order.platform) ? "It was sold on another platform." : null,
    conditions.specificProducts ? productMisfit(conditions.specificProducts, order.lines) : null,
    conditions.locations ? placeMisfit(conditions.locations, order.locations) : null,
  ].filter((reason) => reason !== null);
}

function valueMisfit({ maxOrderValue: most, minOrderValue: least }: RuleConditions, total: RuleOrder["total"]) {
  if (!most && !least) return null;
  if (total === null) return "Its value is not known.";
  const foreign = [most, least].find((bound) => bound && bound.currency !== total.currency);
  if (foreign) return `It is in ${total.currency}, not in ${foreign.currency}.`;
  if (most && total.minor > most.minor) return "Its value is above the limit.";
  return least && total.minor < least.minor ? "Its value is below the limit." : null;
}

function domesticMisfit(country: string | null, home: string | null): string | null {
  if (country === null) return "The country it goes to is not known.";
  if (home === null) return "The workspace has no country of its own yet.";
  return plain(country) === plain(home) ? null : `It goes to ${country}.`;
}

function productMisfit(products: readonly string[], lines: RuleOrder["lines"]): string | null {
  if (lines.length === 0) return "Its lines are not known yet.";
  const wanted = new Set(products.map(plain));
  const fits = lines.every(({ sku, productNumbers }) =>
    [...(sku === null ? [] : [sku]), ...productNumbers].some((word) => wanted.has(plain(word))),
  );
  return fits ? null : "It holds other products too.";
}

function placeMisfit(places: readonly string[], found: RuleOrder["locations"]): string | null {
  if (found.length === 0 || found.some((place) => place === null)) return "Not every unit has a known place.";
  const fits = found.every((place) => places.some((wanted) => plain(place ?? "").startsWith(plain(wanted))));
  return fits ? null : "Some of its units lie elsewhere.";
}

/** Whether a rule's event has come for an order, or why not. */
function eventMisfit(event: RuleEvent, order: RuleOrder): string | null {
  const allowed = checkDispatch(order.status, order.paymentStatus);
  if (!allowed.allowed) return allowed.message;
  if (order.status === "unknown") return "Its status is not known.";
  return event === "order_ready" && !order.linked ? "Not every line is tied to its units." : null;
}

export interface RuleChoice {
  orderId: string;
  /** The rule that acts; null where none does. */
  rule: OrderRule | null;
  /** Rules that fit as well, but come later in the order. */
  overruled: OrderRule[];
  /** Why the others do not act, by rule. */
  reasons: { ruleId: string; reasons: string[] }[];
}

/** Which rule acts on an order: the first enabled one that fits. The same for a dry run and for the real one. */
export function chooseRule(rules: readonly OrderRule[], order: RuleOrder, homeCountry: string | null): RuleChoice {
  const judged = rules
    .filter(({ enabled }) => enabled)
    .map((rule) => {
      const event = eventMisfit(rule.event, order);
      return { rule, reasons: event === null ? misfits(rule.conditions, order, homeCountry) : [event] };
    });
  const [first = null, ...overruled] = judged.filter(({ reasons }) => reasons.length === 0).map(({ rule }) => rule);
  const reasons = judged.filter((each) => each.reasons.length > 0);
  return {
    orderId: order.id,
    rule: first,
    overruled,
    reasons: reasons.map(({ rule, reasons: why }) => ({ ruleId: rule.id, reasons: why })),
  };
}

export interface RuleConflict {
  /** The one that wins, being earlier. */
  ruleId: string;
  loserId: string;
  message: string;
}

/** Pairs of rules that may fit the same order and would do different things to it. */
export function findConflicts(rules: readonly OrderRule[]): RuleConflict[] {
  const enabled = rules.filter((rule) => rule.enabled);
  return enabled.flatMap((rule, index) =>
    enabled
      .slice(index + 1)
      .filter(
        (other) => actionKey(rule.action) !== actionKey(other.action) && mayMeet(rule.conditions, other.conditions),
      )
      .map((other) => ({
        ...{ ruleId: rule.id, loserId: other.id },
        message: `"${rule.name}" and "${other.name}" may fit the same order: "${rule.name}" acts, being the earlier.`,
      })),
  );
}

function actionKey(action: RuleAction): string {
  return action.type === "hold" ? `hold ${action.reason}` : action.type;
}

function mayMeet(a: RuleConditions, b: RuleConditions): boolean {
  return (
    listsMeet(a.platforms, b.platforms) &&
    listsMeet(a.specificProducts?.map(plain), b.specificProducts?.map(plain)) &&
    valuesMeet(a, b)
  );
}

// An order may hold several products, but rules for products want all of its lines among theirs.
function listsMeet(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return !a || !b || a.some((each) => b.includes(each));
}

function valuesMeet(a: RuleConditions, b: RuleConditions): boolean {
  const bounds = [a.maxOrderValue, a.minOrderValue, b.maxOrderValue, b.minOrderValue].filter(
    (each) => each !== undefined,
  );
  if (new Set(bounds.map(({ currency }) => currency)).size > 1) return false;
  const least = Math.max(a.minOrderValue?.minor ?? 0, b.minOrderValue?.minor ?? 0);
  const most = Math.min(
    a.maxOrderValue?.minor ?? Number.MAX_SAFE_INTEGER,
    b.maxOrderValue?.minor ?? Number.MAX_SAFE_INTEGER,
  );
  return least <= most;
}
