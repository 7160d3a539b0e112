import { type ConnectorErrorCode, type DecodedError, nextMidnight, type WireAnswer } from "@counterfoil/connector-kit";
import { type RestErrors, restErrorsSchema } from "./ebay-schemas.ts";

/** What a seller is told, and whether the same call may help later. */
interface ErrorRule {
  code: ConnectorErrorCode;
  /** Our own sentence, where eBay's words do not tell a seller what to do. */
  message?: string;
}

const expired: ErrorRule = { code: "auth_expired", message: "eBay no longer accepts the access token." };
const consentGone: ErrorRule = {
  code: "auth_revoked",
  message: "eBay no longer accepts this connection. Connect the account again.",
};
const ended: ErrorRule = { code: "not_found", message: "The listing has ended or is not known to eBay any more." };
const unavailable: ErrorRule = { code: "unavailable", message: "eBay has a problem on its side at the moment." };
const quota: ErrorRule = {
  code: "quota_exhausted",
  message: "eBay's call limit of this application is used up. It starts anew at midnight Pacific time.",
};
const unsigned: ErrorRule = {
  code: "permission_denied",
  message:
    "eBay tells money matters of sellers in the EU and the UK only to signed calls. Connect the account again, so that a signing key is made for it.",
};
const rejected: ErrorRule = { code: "rejected" };
const notFound: ErrorRule = { code: "not_found" };

/** The number of "too many requests"; whether it is a burst or the day's quota, eBay's own count tells. */
export const tooManyRequests = "2001";

/** The Trading API's number for the same. */
export const usageLimit = "518";

/** REST error numbers (`errors[].errorId`). Numbers that are not here go by category and status. */
const restRules: Readonly<Record<number, ErrorRule>> = {
  1001: expired,
  1002: { code: "invalid_request", message: "eBay saw no access token on the request." },
  1100: {
    code: "permission_denied",
    message:
      "eBay does not allow this. A permission is missing from the connection, or the application's key set is disabled (for example because it does not subscribe to account-deletion notices).",
  },
  2001: { code: "rate_limited", message: "eBay gets too many requests from this application." },
  25001: unavailable,
  30500: unavailable,
  160001: unavailable,
  195000: unavailable,
  215001: unsigned,
  215122: unsigned,
  32100: notFound,
  32200: rejected,
  32210: rejected,
  32300: rejected,
  32400: { code: "permission_denied", message: "eBay has suspended this seller's account." },
  32500: rejected,
  32600: rejected,
  34100: { code: "rejected", message: "eBay takes no more tracking numbers for this order." },
  34200: rejected,
  34300: rejected,
  34500: { code: "conflict" },
  25002: rejected,
  25702: notFound,
  25709: rejected,
  25710: notFound,
  25713: notFound,
  25759: {
    code: "rejected",
    message: "The quantity is below what an auction of the same item holds. End the auction first.",
  },
};

/** The number eBay's Trading API gives for a listing that only the Inventory API may change. */
const managedByInventory = "21919474";

/** Trading API error codes (`Errors/ErrorCode`). Codes that are not here go by their classification. */
const tradingRules: Readonly<Record<string, ErrorRule>> = {
  "930": consentGone,
  "931": expired,
  "932": consentGone,
  "21916984": expired,
  "21917053": expired,
  "17": ended,
  "291": ended,
  "1047": ended,
  "1048": ended,
  "21916750": ended,
  "10007": unavailable,
  [usageLimit]: quota,
  "841": { code: "permission_denied", message: "eBay has suspended this seller's account." },
  "21916735": { code: "rejected", message: "A variation of a listing can only be changed by its own SKU." },
  "21916286": { code: "rejected", message: "Only the quantity of fixed-price listings can be changed." },
  [managedByInventory]: {
    code: "conflict",
    message: "This listing is managed by eBay's Inventory API.",
  },
};

/** Whether a Trading call was refused because the listing belongs to the Inventory API. */
export function isManagedByInventory(error: { platformCode: string | null; message: string }): boolean {
  return error.platformCode === managedByInventory || /inventory[- ](based|api|model)/i.test(error.message);
}

/** The error of a REST answer; null for success, and for bodies that are none of eBay's. */
export function decodeRestError(answer: WireAnswer): DecodedError | null {
  if (answer.status < 400) return null;
  const body = answer.json() as { errors?: unknown } | undefined;
  const parsed = restErrorsSchema.safeParse(body?.errors);
  if (!parsed.success || parsed.data.length === 0) return null;
  return restError(parsed.data, answer.status);
}

/** The error of a list of REST errors, also of one element inside a 207 answer. */
export function restError(errors: RestErrors, status: number): DecodedError {
  const [first] = errors;
  const rule = (first && restRules[first.errorId]) ?? ruleOfCategory(first?.category, status);
  return {
    code: rule.code,
    message: withDetail(rule.message, first?.longMessage ?? first?.message),
    platformCode: first ? String(first.errorId) : null,
    issues: errors.map((error) => ({
      path: error.parameters?.find((parameter) => parameter.name)?.name ?? null,
      code: String(error.errorId),
      message: error.longMessage ?? error.message ?? `eBay error ${error.errorId}`,
    })),
  };
}

function ruleOfCategory(category: string | null | undefined, status: number): ErrorRule {
  const byStatus: Readonly<Record<number, ErrorRule>> = {
    401: expired,
    403: { code: "permission_denied" },
    404: notFound,
    409: { code: "conflict" },
    429: { code: "rate_limited" },
  };
  const known = byStatus[status];
  if (known) return known;
  if (status >= 500 || category === "APPLICATION") return unavailable;
  return category === "BUSINESS" ? rejected : { code: "invalid_request" };
}

/** One `Errors` element of a Trading answer. */
export interface TradingError {
  code: string;
  message: string;
  severity: string;
  classification: string;
  /** Values of its parameters, such as the item id or the SKU it speaks of. */
  parameters: readonly string[];
}

/** The error of a Trading call that failed as a whole. */
export function tradingError(errors: readonly TradingError[], now: () => number): DecodedError {
  const severe = errors.filter((error) => error.severity !== "Warning");
  const [first] = severe;
  const rule = (first && tradingRules[first.code]) ?? ruleOfClassification(first?.classification);
  const decoded: DecodedError = {
    code: rule.code,
    message: withDetail(rule.message, first?.message),
    platformCode: first?.code ?? null,
    issues: severe.map((error) => ({ path: error.parameters[0] ?? null, code: error.code, message: error.message })),
  };
  return rule === quota ? { ...decoded, resetAt: nextMidnight(now(), "day-pacific") } : decoded;
}

function ruleOfClassification(classification: string | undefined): ErrorRule {
  return classification === "SystemError" ? unavailable : rejected;
}

function withDetail(sentence: string | undefined, detail: string | null | undefined): string {
  if (!detail) return sentence ?? "eBay refused the request.";
  return sentence ? `${sentence} eBay says: ${detail}` : `eBay refused the request: ${detail}`;
}
