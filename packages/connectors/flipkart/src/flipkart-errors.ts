import {
  ConnectorError,
  type ConnectorErrorCode,
  type DecodedError,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { type ItemResult, wireErrorSchema } from "./flipkart-schemas.ts";

interface Rule {
  code: ConnectorErrorCode;
  message: string;
}

const unavailable: Rule = { code: "unavailable", message: "Flipkart has a problem on its side at the moment." };
const byStatus: Readonly<Record<number, Rule>> = {
  400: { code: "invalid_request", message: "Flipkart refused the request." },
  401: { code: "auth_expired", message: "Flipkart no longer accepts the access token." },
  403: {
    code: "permission_denied",
    message:
      "Flipkart does not let this application do that. It lacks the right (scope Seller_Api), or Flipkart has not approved it yet: look under Developer Access.",
  },
  404: { code: "not_found", message: "Flipkart does not know what was asked for." },
  408: unavailable,
  409: { code: "conflict", message: "Flipkart refused because of the present state." },
  422: { code: "rejected", message: "Flipkart does not accept this in the present state." },
  429: { code: "rate_limited", message: "Flipkart gets more calls than it allows." },
  499: unavailable,
  599: unavailable,
};

/** The error of an answer of the seller API; null for success. Front doors answer in HTML: then the number decides. */
export function decodeFlipkartError(answer: WireAnswer): DecodedError | null {
  if (answer.status < 400) return null;
  const rule = byStatus[answer.status] ?? (answer.status >= 500 ? unavailable : byStatus[400]);
  if (!rule) return null;
  const said = errorOf(answer);
  return {
    code: rule.code,
    message: said.message ? `${rule.message} Flipkart says: ${said.message}` : rule.message,
    platformCode: said.code,
    issues: said.message ? [{ path: null, code: said.code, message: said.message }] : [],
  };
}

/** The error of an answer of the token service; null for success. */
export function decodeTokenError(answer: WireAnswer): DecodedError | null {
  if (answer.status < 400) return null;
  if (answer.status === 429 || answer.status >= 500) return decodeFlipkartError(answer);
  const said = errorOf(answer);
  const detail = said.message ? ` Flipkart says: ${said.message}` : "";
  return {
    code: "auth_revoked",
    message: `Flipkart does not accept the application ID and secret, or the seller's consent has ended. Check them, or connect again.${detail}`,
    platformCode: said.code,
  };
}

function errorOf(answer: WireAnswer): { code: string | null; message: string | null } {
  const body = wireErrorSchema.safeParse(answer.json());
  if (!body.success) return { code: null, message: null };
  const { error, error_description, errorCode, errorMessage, code, message, errors } = body.data;
  const [first] = errors ?? [];
  return {
    code: errorCode ?? text(code) ?? text(first?.code) ?? (error_description ? error : null) ?? null,
    message: error_description ?? errorMessage ?? message ?? first?.message ?? first?.description ?? error ?? null,
  };
}

function text(value: string | number | null | undefined): string | null {
  return value === null || value === undefined ? null : String(value);
}

/** Whether an item of a batch went well. Flipkart names the same thing `status` or `processingStatus`, in any case. */
export function succeeded(item: ItemResult): boolean {
  const status = item.processingStatus ?? item.status ?? "";
  return status.toUpperCase() === "SUCCESS";
}

/** Flipkart's words for a failure that passes by itself. */
const passing: ReadonlySet<string> = new Set(["DEPENDENT_SYSTEM_CALL_FAILED"]);

/** The error of one item of a batch that was answered with HTTP 200. */
export function itemError(operation: string, item: ItemResult | undefined, what: string): ConnectorError {
  if (item === undefined) {
    const message = `Flipkart gave no answer for ${what}. Look at it before trying again.`;
    return new ConnectorError({ code: "outcome_unknown", message, operation });
  }
  const code = item.errorCode ?? null;
  const words = item.errorMessage ?? code ?? "no reason given";
  return new ConnectorError({
    code: code !== null && passing.has(code) ? "unavailable" : "rejected",
    message: `Flipkart does not accept ${what}: ${words}`,
    operation,
    status: 200,
    platformCode: code,
    issues: [{ path: null, code, message: words }],
  });
}
