import {
  type ConnectorErrorCode,
  type DecodedError,
  type DecodeError,
  redactText,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { z } from "zod";
import { nextUkMidnight } from "./quota/uk-day.ts";

const maxWords = 300;
const envelope = z.object({ status: z.string(), message: z.string().optional(), error: z.string().optional() });

// Compared without case: the documents and the service differ in it (https://brickset.com/article/52664).
const known: readonly (readonly [RegExp, ConnectorErrorCode, string])[] = [
  [/invalid api ?key/i, "auth_revoked", "Brickset does not accept the API key. Copy it again, or ask for a new one."],
  [
    /invalid username or password/i,
    "auth_revoked",
    "Brickset does not accept the user name or password. Look-ups work without them.",
  ],
  [
    /invalid user ?hash/i,
    "auth_expired",
    "Brickset no longer accepts the login, as after a change of password. Log in again; look-ups work without it.",
  ],
  [/no valid parameters|parameter error/i, "invalid_request", "Brickset could not read what was searched for."],
];

/**
 * Turns Brickset's answers into errors: its own come under HTTP 200, with `status` and `message`. A page of HTML is
 * never an answer of the API.
 */
export function createErrorDecoder({ secrets, now }: { secrets: readonly string[]; now: () => number }): DecodeError {
  return (answer) => {
    if (isPage(answer)) return webPage(answer);
    if (answer.status >= 500) return serverError(answer);
    const parsed = envelope.safeParse(answer.json());
    if (!parsed.success || parsed.data.status.toLowerCase() === "success") return null;
    const words = redactText((parsed.data.message ?? parsed.data.error ?? "").trim(), secrets).slice(0, maxWords);
    if (/api limit exceeded/i.test(words)) return limitExceeded(answer, nextUkMidnight(now()));
    const match = known.find(([pattern]) => pattern.test(words));
    const [, code, message] = match ?? [null, "rejected" as const, `Brickset refused the request (${words}).`];
    return { code, message, status: answer.status, platformCode: words };
  };
}

function limitExceeded({ status }: WireAnswer, resetAt: number): DecodedError {
  const until = new Date(resetAt).toISOString();
  const message = `Brickset's look-ups of today are used up until ${until}. What was looked up before can still be used.`;
  return { code: "quota_exhausted", message, status, platformCode: "API limit exceeded", resetAt };
}

// The web service answers 500 with a text where a declared parameter is missing: then repeating does not help.
function serverError(answer: WireAnswer): DecodedError | null {
  if (!/missing parameter/i.test(answer.text())) return null;
  const message = "Brickset says that a parameter is missing: this is a mistake of this library.";
  return { code: "invalid_request", message, status: answer.status };
}

function isPage(answer: WireAnswer): boolean {
  return (
    answer.headers.get("content-type")?.includes("text/html") === true || answer.text().trimStart().startsWith("<")
  );
}

function webPage(answer: WireAnswer): DecodedError {
  const code = answer.status === 429 ? "rate_limited" : "unavailable";
  const status = answer.status >= 400 ? answer.status : 502;
  return { code, message: "Brickset answers with a web page instead of data: probably maintenance.", status };
}
