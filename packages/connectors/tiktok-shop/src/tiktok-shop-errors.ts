import type { ConnectorErrorCode, DecodedError, WireAnswer } from "@counterfoil/connector-kit";
import { envelopeSchema, type WireItemError } from "./schemas/envelope.ts";

/** What a seller is told, and whether the same call may help later. */
interface ErrorRule {
  code: ConnectorErrorCode;
  /** Our own sentence, where TikTok Shop's words do not tell a seller what to do. */
  message?: string;
  /** The true status, where the one on the wire would mislead. */
  status?: number;
}

const expired: ErrorRule = { code: "auth_expired", message: "TikTok Shop no longer accepts the access token." };
const ourMistake: ErrorRule = { code: "invalid_request" };
const notFound: ErrorRule = { code: "not_found" };
const rejected: ErrorRule = { code: "rejected" };

/** Error numbers that mean one thing. 36009004 means many, see `overloadedRules`. */
const rules: Readonly<Record<number, ErrorRule>> = {
  36009002: { code: "rate_limited", message: "TikTok Shop asks to slow down." },
  36009003: { code: "unavailable", message: "TikTok Shop has a problem on its side at the moment.", status: 500 },
  // Told with 408, which says that nothing was done; a write may have been.
  36009007: { code: "unavailable", message: "TikTok Shop did not answer in time.", status: 504 },
  105002: expired,
  105001: expired,
  105003: expired,
  105004: expired,
  101000: expired,
  36009033: {
    code: "permission_denied",
    message:
      "TikTok Shop takes calls of this app from listed IP addresses only. Add this server's address in Partner Center.",
  },
  106001: {
    code: "permission_denied",
    message: "TikTok Shop does not accept the signature: the app secret is wrong, or belongs to another app key.",
  },
  106013: { code: "invalid_request", message: "TikTok Shop was not told which shop is meant. Connect the shop again." },
  36009009: ourMistake,
  36009010: ourMistake,
  36009014: { code: "unsupported", message: "TikTok Shop has retired this version of the call. An update is needed." },
  36009021: ourMistake,
  36009022: ourMistake,
  36009023: ourMistake,
  36004004: { code: "invalid_request", message: "The sign-in code is used, too old or wrong. Start connecting again." },
  12052031: notFound,
  12052032: notFound,
  12052036: notFound,
  12052048: notFound,
};

/** The meanings of 36009004, by words in its message; the first that fits wins. */
const overloadedRules: readonly (readonly [RegExp, ErrorRule])[] = [
  [
    /timestamp/i,
    {
      code: "invalid_request",
      message:
        "The clock of this server is wrong: TikTok Shop accepts calls of the last 5 minutes only. Set the clock.",
    },
  ],
  [/access_token/i, expired],
  [/app_key/i, { code: "permission_denied", message: "TikTok Shop does not know this app key." }],
  [/app_secret/i, { code: "permission_denied", message: "TikTok Shop does not accept the app secret." }],
  [/shop_id/i, { code: "permission_denied", message: "This sign-in does not cover the shop. Connect the shop again." }],
  [/API version/i, { code: "unsupported", message: "TikTok Shop does not offer this version of the call." }],
];

/** The permission that a call needs, by the first part of its path: TikTok Shop's own name where it is known. */
const permissions: Readonly<Record<string, string>> = {
  authorization: "seller.authorization.info",
  event: "seller.authorization.info",
  order: "seller.order.info",
  fulfillment: "seller.fulfillment.basic",
  logistics: "logistics",
  return_refund: "return and refund",
};

/** The error of an answer; null for success and for bodies that are none of TikTok Shop's. */
export function decodeError(answer: WireAnswer, request: { operation: string }): DecodedError | null {
  const parsed = envelopeSchema.safeParse(answer.json());
  if (!parsed.success) return null;
  const { code, message } = parsed.data;
  // A gateway's error page may carry a zero; its status counts then.
  return code === 0 ? null : describe(code, message ?? "", request.operation);
}

function describe(code: number, words: string, operation: string): DecodedError {
  const rule = ruleOf(code, words, operation);
  return {
    code: rule.code,
    message: withDetail(rule.message, words),
    platformCode: String(code),
    issues: [{ path: null, code: String(code), message: words || `TikTok Shop error ${code}` }],
    ...(rule.status !== undefined && { status: rule.status }),
  };
}

function ruleOf(code: number, words: string, operation: string): ErrorRule {
  if (code === 105005) return missingPermission(operation);
  if (code === 36009004) return overloadedRules.find(([pattern]) => pattern.test(words))?.[1] ?? ourMistake;
  if (/apply auth pkg/i.test(words)) return missingPermission(operation);
  // Of most business rules only some numbers are known; these words mean the same everywhere.
  return rules[code] ?? (/not (found|exist)/i.test(words) ? notFound : rejected);
}

function missingPermission(operation: string): ErrorRule {
  const area = /\/(\w+)\//.exec(operation)?.[1] ?? "";
  const write = /update|activate/.test(operation) ? "seller.product.write" : "seller.product.basic";
  const permission = area === "product" ? write : permissions[area];
  const named = permission ? ` (${permission})` : "";
  return {
    code: "permission_denied",
    message: `The app or this sign-in lacks a permission${named}. Enable it under Manage API in Partner Center, then connect again.`,
  };
}

/** The error of one element of a batch whose answer as a whole is a success. */
export function itemError(error: WireItemError): DecodedError {
  const deeper = error.detail?.extra_errors ?? [];
  const reasons = [{ code: error.code, message: error.message, where: error.detail?.sku_id }].concat(
    deeper.map(({ code, message, warehouse_id }) => ({ code, message, where: warehouse_id })),
  );
  const [told] = deeper.length > 0 ? deeper : [error];
  const words = told?.message ?? "";
  const rule = ruleOf(told?.code ?? error.code, words, "");
  return {
    code: rule.code,
    message: withDetail(rule.message, words),
    platformCode: String(told?.code ?? error.code),
    issues: reasons.map(({ code, message, where }) => ({
      path: where ?? null,
      code: String(code),
      message: message ?? `TikTok Shop error ${code}`,
    })),
  };
}

function withDetail(sentence: string | undefined, detail: string): string {
  const words = detail.trim();
  if (words === "") return sentence ?? "TikTok Shop refused the request.";
  return sentence ? `${sentence} TikTok Shop says: ${words}` : `TikTok Shop refused the request: ${words}`;
}
