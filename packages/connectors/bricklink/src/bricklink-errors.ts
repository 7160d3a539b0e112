import {
  type ConnectorErrorCode,
  type DecodedError,
  type DecodeError,
  redactText,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { metaSchema } from "./bricklink-schemas.ts";
import { decodeEntities } from "./bricklink-text.ts";

/** What an error is told with: what must never be shown, and our clock. */
export interface ErrorContext {
  secrets: readonly string[];
  now: () => number;
}

interface Refusal {
  code: number;
  message: string;
  description: string;
}

/** One row per `meta.code`; sentences begin with what happened and end with what to do. */
const refusals: Readonly<Record<number, { code: ConnectorErrorCode; sentence: string }>> = {
  400: { code: "invalid_request", sentence: "BrickLink did not understand the request" },
  403: { code: "permission_denied", sentence: "BrickLink does not allow this account to do that" },
  404: { code: "not_found", sentence: "BrickLink does not have what was asked for (a lot that sold out is deleted)" },
  405: { code: "invalid_request", sentence: "BrickLink does not know this call" },
  409: { code: "conflict", sentence: "BrickLink refused because of a conflict with the present state" },
  415: { code: "invalid_request", sentence: "BrickLink did not understand the request" },
  422: { code: "conflict", sentence: "BrickLink does not allow this change in the present state" },
  429: { code: "rate_limited", sentence: "BrickLink asks to slow down" },
};

/**
 * Turns BrickLink's answers into errors. `meta.code` in the body decides: an error may come under HTTP 200. A page of
 * HTML instead of JSON is maintenance.
 */
export function createErrorDecoder(context: ErrorContext): DecodeError {
  return (answer, { attempt }) => {
    const body = metaSchema.safeParse(answer.json());
    if (!body.success) return answer.status < 300 && isPage(answer) ? maintenance : null;
    const { code, message, description } = body.data.meta;
    if (code >= 200 && code < 300) return null;
    const refusal = { code, message: message ?? "", description: redactText(description ?? "", context.secrets) };
    return code === 401 ? unauthorized(refusal, answer, { ...context, attempt }) : refused(refusal);
  };
}

function isPage(answer: WireAnswer): boolean {
  return (
    answer.headers.get("content-type")?.includes("text/html") === true || answer.text().trimStart().startsWith("<")
  );
}

// Under maintenance a page comes under 200: as good as a 503, the call was not carried out.
const maintenance: DecodedError = {
  code: "unavailable",
  message: "BrickLink answers with a web page: it is probably under maintenance.",
  status: 503,
};

function refused(refusal: Refusal): DecodedError {
  const { code, message, description } = refusal;
  const known = refusals[code] ?? byRange(code);
  const words = decodeEntities(description);
  const detail = words && words !== message ? `: ${words}` : "";
  return { code: known.code, message: `${known.sentence}${detail}.`, platformCode: message || null, status: code };
}

function byRange(code: number): { code: ConnectorErrorCode; sentence: string } {
  if (code >= 500) return { code: "unavailable", sentence: "BrickLink has a problem on its side at the moment" };
  return { code: "invalid_request", sentence: "BrickLink refused the request" };
}

/** 401 says in its description what was wrong; only an unlucky nonce or clock deserves a second try. */
function unauthorized(refusal: Refusal, answer: WireAnswer, context: ErrorContext & { attempt: number }): DecodedError {
  const { description } = refusal;
  const shared = { platformCode: refusal.message || null, status: 401 };
  const address = /\bIP:?\s*([0-9a-f.:]*[0-9a-f])/i.exec(description)?.[1];
  if (/IP_MISMATCH/i.test(description)) {
    const seen = address ? `the address ${address}` : "this address";
    const advice = `On BrickLink's consumer registration page, make an access token for ${address ?? "it"}, or for 0.0.0.0 with mask 0.0.0.0 if the address changes.`;
    const message = `BrickLink does not let this token in from ${seen}. ${advice}`;
    return { code: "permission_denied", message, ...shared };
  }
  if (/SIGNATURE|NONCE|TIMESTAMP|TIME/i.test(description)) {
    const drift = clockDrift(answer, context.now());
    const clock = drift ?? "If it goes on, check that the four keys belong together and that the clock is right.";
    const message = `BrickLink did not accept the signature of the call (${description}). ${clock}`;
    return { code: "auth_revoked", message, retryable: context.attempt === 1, ...shared };
  }
  const message = `BrickLink does not accept these keys (${description || "no reason given"}). Check that all four are copied whole and that the token still exists.`;
  return { code: "auth_revoked", message, ...shared };
}

function clockDrift(answer: WireAnswer, now: number): string | null {
  const theirs = Date.parse(answer.headers.get("date") ?? "");
  const seconds = Math.round((now - theirs) / 1000);
  if (Number.isNaN(theirs) || Math.abs(seconds) < 60) return null;
  const side = seconds > 0 ? "ahead of" : "behind";
  return `This machine's clock is ${Math.abs(seconds)} seconds ${side} BrickLink's: set it right.`;
}
