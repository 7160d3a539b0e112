import {
  type ConnectorErrorCode,
  type DecodedError,
  type DecodeError,
  redactText,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import { z } from "zod";

// What a tenant answers is shown in short only: it must not become a window into what an address leads to.
const maxWords = 160;

const words = z.string().min(1).optional().catch(undefined);
const refusalSchema = z.object({ detail: words, error: words, message: words });

const codes: Readonly<Record<number, ConnectorErrorCode>> = {
  400: "invalid_request",
  401: "auth_revoked",
  403: "permission_denied",
  404: "not_found",
  408: "unavailable",
  409: "conflict",
  410: "not_found",
  429: "rate_limited",
};

const sentences: Partial<Record<ConnectorErrorCode, string>> = {
  auth_revoked: "Bricqer does not accept the API key. Check that it is copied whole and still exists",
  permission_denied: "Bricqer refuses the API key, or the key may not do this. Look under Settings, API access",
  not_found: "Bricqer does not have what was asked for",
  rate_limited: "Bricqer asks to slow down",
  unavailable: "Bricqer has a problem on its side at the moment",
  bad_response: "The tenant's address leads elsewhere. Has it moved? The link was not followed",
  conflict: "Bricqer refused because of a conflict with the present state",
  invalid_request: "Bricqer refused the request",
};

/** Turns Bricqer's answers into errors. The API answers JSON or CSV only: a web page is never an answer of it. */
export function createErrorDecoder(apiKey: string): DecodeError {
  return (answer): DecodedError | null => {
    const { status } = answer;
    if (isPage(answer)) return webPage(status);
    if (status >= 200 && status < 300) return null;
    const code = codes[status] ?? (status >= 500 ? "unavailable" : status < 400 ? "bad_response" : "invalid_request");
    const said = redactText(wordsOf(answer), [apiKey]).slice(0, maxWords);
    const detail = said === "" || code === "bad_response" ? "" : ` (${said})`;
    return { code, message: `${sentences[code] ?? sentences.invalid_request}${detail}.`, status };
  };
}

function wordsOf(answer: WireAnswer): string {
  const body = answer.json();
  const refusal = refusalSchema.safeParse(body);
  const said = refusal.success ? (refusal.data.detail ?? refusal.data.error ?? refusal.data.message) : undefined;
  return (said ?? fieldErrors(body)).replace(/\.$/, "").trim();
}

/** `{"field": ["text"]}`, the form of a refusal of single fields. */
function fieldErrors(body: unknown): string {
  if (typeof body !== "object" || body === null) return "";
  const lists = Object.entries(body).filter(([, value]) => Array.isArray(value));
  return lists.map(([field, [first]]) => `${field}: ${String(first)}`).join("; ");
}

function isPage(answer: WireAnswer): boolean {
  return (
    answer.headers.get("content-type")?.includes("text/html") === true || answer.text().trimStart().startsWith("<")
  );
}

// Under 200 a write may have been carried out behind the page, so it counts as a failed gateway.
function webPage(status: number): DecodedError {
  if (status === 404 || status === 410) {
    return { code: "not_found", message: "There is no Bricqer at this address: check its first part.", status };
  }
  if (status >= 300 && status < 400) return { code: "bad_response", message: `${sentences.bad_response}.`, status };
  if (status === 401) return { code: "auth_revoked", message: `${sentences.auth_revoked}.`, status };
  if (status === 403) return { code: "permission_denied", message: `${sentences.permission_denied}.`, status };
  const limited = status === 429;
  const message = "Bricqer answers with a web page instead of data: it is probably under maintenance.";
  return { code: limited ? "rate_limited" : "unavailable", message, status: status >= 400 ? status : 502 };
}
