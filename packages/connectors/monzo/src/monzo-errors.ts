import type { ConnectorErrorCode, DecodedError, DecodeError, WireAnswer } from "@counterfoil/connector-kit";
import { z } from "zod";

/** Monzo's code for a token that waits for the owner's approval, and for accounts that are never readable. */
export const insufficientPermissions = "forbidden.insufficient_permissions";
/** Monzo's code for a request that reaches further back than it gives at this time. */
export const verificationRequired = "forbidden.verification_required";
/** Monzo's code for a token that another sign-in of the same client has replaced. */
export const evicted = "unauthorized.bad_access_token.evicted";

/** What the owner still has to do while calls are refused. */
export const approvalSentence =
  "Waiting for approval in your Monzo app: open the app and approve the access. All your history can be read only in the five minutes after that.";

const text = z.string().optional().catch(undefined);
const bodySchema = z.object({ code: text, message: text, error: text, error_description: text });
type ErrorBody = z.infer<typeof bodySchema>;

const maxWords = 300;

const sentences: Partial<Record<ConnectorErrorCode, string>> = {
  auth_expired: "Monzo no longer accepts the access token",
  permission_denied: "Monzo does not allow this",
  invalid_request: "Monzo refused the request",
  not_found: "Monzo does not have what was asked for",
  rate_limited: "Monzo asks to slow down",
  unavailable: "Monzo has a problem on its side at the moment",
};

/** Monzo's answers as errors: the dotted code decides by its beginning, the HTTP status where there is none. */
export const decodeError: DecodeError = (answer, { operation }) => {
  if (isPage(answer)) {
    const message = "Monzo answers with a web page instead of data: it is probably under maintenance.";
    return { code: "unavailable", message, status: answer.status >= 400 ? answer.status : 502 };
  }
  if (answer.status >= 200 && answer.status < 300) return null;
  const parsed = bodySchema.safeParse(answer.json());
  const body: ErrorBody = parsed.success ? parsed.data : {};
  return { status: answer.status, platformCode: body.code ?? body.error ?? null, ...explain(answer, body, operation) };
};

function explain({ status }: WireAnswer, body: ErrorBody, operation: string): Pick<DecodedError, "code" | "message"> {
  const dotted = body.code ?? "";
  if (dotted === insufficientPermissions) return refusedPermission(operation);
  if (dotted === verificationRequired) {
    const message =
      "Monzo gives transactions older than 90 days only in the five minutes after you approve. Connect the account again to read them.";
    return { code: "permission_denied", message };
  }
  const code = codeOf(dotted, status);
  const words = (body.message ?? body.error_description ?? body.error ?? "").slice(0, maxWords);
  const sentence = sentences[code] ?? "Monzo gave an unexpected answer";
  return { code, message: words === "" ? `${sentence} (HTTP ${status}).` : `${sentence} (${words}).` };
}

// The list of accounts is open to every approved token; anything else may stay closed for good.
function refusedPermission(operation: string): Pick<DecodedError, "code" | "message"> {
  if (operation === "GET /accounts") return { code: "approval_pending", message: approvalSentence };
  return { code: "permission_denied", message: "Monzo does not let this account be read." };
}

const byPrefix: readonly (readonly [prefix: string, code: ConnectorErrorCode])[] = [
  ["unauthorized", "auth_expired"],
  ["forbidden", "permission_denied"],
  ["bad_request", "invalid_request"],
  ["not_found", "not_found"],
  ["too_many_requests", "rate_limited"],
  ["rate_limited", "rate_limited"],
  ["internal_service", "unavailable"],
  ["timeout", "unavailable"],
];

function codeOf(dotted: string, status: number): ConnectorErrorCode {
  const known = byPrefix.find(([prefix]) => dotted === prefix || dotted.startsWith(`${prefix}.`));
  if (known !== undefined) return known[1];
  if (status === 401) return "auth_expired";
  if (status === 403) return "permission_denied";
  if (status === 404) return "not_found";
  if (status === 429) return "rate_limited";
  if (status >= 500 || status === 408) return "unavailable";
  return status >= 400 ? "invalid_request" : "bad_response";
}

function isPage(answer: WireAnswer): boolean {
  return (
    answer.headers.get("content-type")?.includes("text/html") === true || answer.text().trimStart().startsWith("<")
  );
}
