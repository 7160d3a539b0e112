import type { ConnectorErrorCode, DecodedError, DecodeError, WireAnswer } from "@counterfoil/connector-kit";
import { z } from "zod";
import { redactKey } from "./brickowl-redact.ts";

const maxWords = 300;
const defaultPauseMs = 60_000;

const text = z.string().optional().catch(undefined);
// The forms of a refusal that clients report; none of them is documented.
const refusalSchema = z.object({
  status: text,
  message: text,
  error: z
    .union([z.string(), z.object({ status: text }).transform(({ status }) => status)])
    .optional()
    .catch(undefined),
  error_code: z.union([z.string(), z.number()]).transform(String).optional().catch(undefined),
});
type RefusalBody = z.infer<typeof refusalSchema>;

const sentences: Partial<Record<ConnectorErrorCode, string>> = {
  not_found: "Brick Owl does not have what was asked for",
  invalid_request: "Brick Owl refused the request",
  conflict: "Brick Owl refused because of a conflict with the present state",
  rejected: "Brick Owl refused the request",
  rate_limited: "Brick Owl asks to slow down",
  unavailable: "Brick Owl has a problem on its side at the moment",
};

/**
 * Turns Brick Owl's answers into errors. A page of HTML is never an answer of the API. An order has a `status` of its own:
 * only the answers of writes, and the words `error` and `fail`, tell of a refusal under HTTP 200.
 */
export function createErrorDecoder({ apiKey, now }: { apiKey: string; now: () => number }): DecodeError {
  return (answer, { operation, effect }) => {
    if (isPage(answer)) return webPage(answer);
    const parsed = refusalSchema.safeParse(answer.json());
    const body = parsed.success ? parsed.data : {};
    const success = answer.status >= 200 && answer.status < 300;
    if (success && !saysNo(body, effect !== "read")) return null;
    const code = codeOf(answer.status, body);
    const words = redactKey(wordsOf(body, answer), apiKey).slice(0, maxWords);
    const message = messageOf(code, words, operation);
    const retryAt = code === "rate_limited" ? pauseEnd(answer, now()) : null;
    return { code, message, platformCode: body.error_code ?? null, status: answer.status, retryAt };
  };
}

function saysNo(body: Partial<RefusalBody>, isWrite: boolean): boolean {
  if (isWrite) return body.status !== undefined && body.status.toLowerCase() !== "success";
  return /^(error|fail(ed|ure)?)$/i.test(body.status ?? "") || (body.error ?? "") !== "";
}

function codeOf(status: number, body: Partial<RefusalBody>): ConnectorErrorCode {
  const badKey =
    /^INVALID_KEY$/i.test(body.error_code ?? "") || /\binvalid (api )?key\b/i.test(body.error ?? body.message ?? "");
  if (status === 401 || badKey) return "auth_revoked";
  if (status === 403) return "permission_denied";
  if (status === 404 || status === 410) return "not_found";
  if (status === 409) return "conflict";
  if (status === 429) return "rate_limited";
  if (status >= 500 || status === 408) return "unavailable";
  if (status >= 300 && status < 400) return "bad_response";
  return status < 300 ? "rejected" : "invalid_request";
}

function wordsOf(body: Partial<RefusalBody>, answer: WireAnswer): string {
  const named = [body.error, body.message, body.status].find((words) => words !== undefined && words !== "");
  return (named ?? answer.text()).trim();
}

function messageOf(code: ConnectorErrorCode, words: string, operation: string): string {
  const detail = words === "" ? "" : ` (${words})`;
  if (code === "auth_revoked") {
    return `Brick Owl does not accept the API key${detail}. Check that it is copied whole and still exists.`;
  }
  if (code === "permission_denied") {
    return `The API key lacks the right for ${areaOf(operation)}${detail}. Give it on the tab API Keys of your Brick Owl profile.`;
  }
  return `${sentences[code] ?? "Brick Owl gave an unexpected answer"}${detail}.`;
}

function areaOf(operation: string): string {
  if (operation.includes("/order/")) return operation.startsWith("POST") ? "changing orders" : "orders";
  if (operation.includes("/inventory/")) return operation.startsWith("POST") ? "changing inventory" : "inventory";
  return operation.includes("/catalog/") ? "the catalogue" : "this call";
}

/** When a refusal for haste ends: `Retry-After` is read by the caller; without any sign, a minute. */
function pauseEnd({ headers }: WireAnswer, now: number): number | null {
  if (headers.has("retry-after")) return null;
  const reset = Number(headers.get("x-ratelimit-reset") ?? Number.NaN);
  if (!Number.isFinite(reset) || reset <= 0) return now + defaultPauseMs;
  return reset > 1_000_000_000 ? Math.max(now, reset * 1000) : now + reset * 1000;
}

function isPage(answer: WireAnswer): boolean {
  return (
    answer.headers.get("content-type")?.includes("text/html") === true || answer.text().trimStart().startsWith("<")
  );
}

// What a page stands for is not known: under 200 a write may have been carried out, so it counts as a failed gateway.
function webPage(answer: WireAnswer): DecodedError {
  const status = answer.status >= 400 ? answer.status : 502;
  const message = "Brick Owl answers with a web page instead of data: it is probably under maintenance.";
  return { code: "unavailable", message, status };
}
