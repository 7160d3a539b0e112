import type { OrderStatus, PaymentStatus } from "../model/index.ts";
import { findCarrier } from "./carriers.ts";
import { checkDispatch } from "./order-workflow.ts";
import { matchPlatformCarrier, type PlatformCarrier } from "./platform-carrier.ts";
import { checkTrackingNumber, guessCarrier, plainTrackingNumber } from "./tracking-number.ts";

/** What a platform wants to be told of a parcel, as its connector's manifest declares it. */
export interface ParcelRules {
  /** `with_carrier`: both or neither. */
  tracking: "needed" | "with_carrier" | "optional";
  /** `listed`: only carriers of the platform's own list; `unused`: the platform keeps no carrier. */
  carrier: "listed" | "any" | "unused";
  /** Whether an order may leave in several parcels. */
  split: boolean;
}

/** What platforms without a word on it are taken to want: their own refusal then decides. */
export const lenientParcelRules: ParcelRules = { tracking: "optional", carrier: "any", split: true };

export interface ParcelDraft {
  carrier: string | null;
  trackingNumber: string | null;
  /** ISO 8601. */
  shippedAt: string;
  /** The seller has looked at the number and stands by it. */
  acceptTracking?: boolean | undefined;
  /** True where only some of what is left goes. */
  partial: boolean;
}

export interface ParcelQuestion {
  order: { status: OrderStatus; paymentStatus: PaymentStatus };
  platformName: string;
  rules: ParcelRules;
  /** The platform's own list; empty where it has none or cannot be asked. */
  listed: readonly PlatformCarrier[];
  draft: ParcelDraft;
  /** ISO 8601. */
  now: string;
}

/** Why a parcel cannot go as it is. */
export type ParcelFault =
  | "not_sendable"
  | "date"
  | "tracking_missing"
  | "tracking_wrong"
  | "carrier_missing"
  | "carrier_unknown"
  | "not_splittable";

/** The parcel as it would be told, or what is wrong with it. `field` names the input at fault; empty for the order itself. */
export type ParcelCheck =
  | {
      ready: true;
      /** What the platform is told, and the name to show; null where no carrier is told. */
      carrier: { value: string; name: string; guessed: boolean } | null;
      trackingNumber: string | null;
      warnings: string[];
    }
  | {
      ready: false;
      fault: ParcelFault;
      field: "" | "carrier" | "trackingNumber" | "shippedAt" | "lines";
      message: string;
    };

type Refusal = Extract<ParcelCheck, { ready: false }>;

// Clocks differ a little, and a form is filled to the minute.
const clockSlackMs = 5 * 60_000;

/** Checks a parcel before anything is sent, the same on every path. */
export function checkParcel(question: ParcelQuestion): ParcelCheck {
  const { order, platformName, rules, draft } = question;
  const allowed = checkDispatch(order.status, order.paymentStatus);
  if (!allowed.allowed) return refuse("not_sendable", "", allowed.message);
  const shippedAt = Date.parse(draft.shippedAt);
  if (Number.isNaN(shippedAt)) return refuse("date", "shippedAt", "The date of dispatch is not a date.");
  if (shippedAt > Date.parse(question.now) + clockSlackMs)
    return refuse("date", "shippedAt", "The date of dispatch lies in the future: say when the parcel left.");
  if (draft.partial && !rules.split)
    return refuse("not_splittable", "lines", `${platformName} takes an order in one parcel only: send all of it.`);
  return checkTold(question);
}

function checkTold({ draft, rules, platformName, listed }: ParcelQuestion): ParcelCheck {
  const trackingNumber = draft.trackingNumber?.trim() || null;
  const word = draft.carrier?.trim() || null;
  if (trackingNumber === null) {
    if (rules.tracking === "needed")
      return refuse("tracking_missing", "trackingNumber", `${platformName} takes no parcel without a tracking number.`);
    if (rules.tracking === "with_carrier" && word !== null)
      return refuse(
        "tracking_missing",
        "trackingNumber",
        `${platformName} takes a carrier only with a tracking number.`,
      );
  }
  const guess = word === null && trackingNumber !== null ? guessCarrier(trackingNumber) : null;
  const carrier = word ?? guess?.name ?? null;
  if (
    carrier === null &&
    rules.carrier !== "unused" &&
    (rules.tracking === "needed" || (rules.tracking === "with_carrier" && trackingNumber !== null))
  )
    return refuse(
      "carrier_missing",
      "carrier",
      `${platformName} wants to know the carrier, and the number does not tell it.`,
    );
  const verdict = trackingNumber === null ? null : checkTrackingNumber(trackingNumber, carrier);
  if (verdict?.verdict === "wrong" && draft.acceptTracking !== true)
    return refuse("tracking_wrong", "trackingNumber", verdict.message);
  const told = carrier === null ? null : tellCarrier(carrier, { listed, rules });
  if (carrier !== null && told === null)
    return refuse(
      "carrier_unknown",
      "carrier",
      `${platformName} does not know the carrier "${carrier}". It takes: ${nameSome(listed)}.`,
    );
  return {
    ready: true,
    carrier: told === null ? null : { ...told, guessed: guess !== null },
    trackingNumber:
      trackingNumber === null
        ? null
        : draft.acceptTracking === true
          ? trackingNumber
          : plainTrackingNumber(trackingNumber),
    warnings: verdict === null || verdict.verdict === "fits" ? [] : [verdict.message],
  };
}

function tellCarrier(
  carrier: string,
  { listed, rules }: Pick<ParcelQuestion, "listed" | "rules">,
): { value: string; name: string } | null {
  const found = matchPlatformCarrier(carrier, listed);
  if (found) return { value: found.code, name: found.name };
  if (rules.carrier === "listed" && listed.length > 0) return null;
  return { value: carrier, name: findCarrier(carrier)?.name ?? carrier };
}

const named = 12;

function nameSome(listed: readonly PlatformCarrier[]): string {
  const names = listed.slice(0, named).map(({ name }) => name);
  return listed.length > named ? `${names.join(", ")} and ${listed.length - named} more` : names.join(", ");
}

function refuse(fault: ParcelFault, field: Refusal["field"], message: string): Refusal {
  return { ready: false, fault, field, message };
}
