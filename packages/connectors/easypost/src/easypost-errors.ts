import { type ConnectorErrorCode, type ConnectorIssue, type DecodeError, redactText } from "@counterfoil/connector-kit";
import { z } from "zod";

const maxWords = 400;
const envelope = z.object({
  error: z.object({
    code: z.string().nullish(),
    message: z.unknown(),
    errors: z.array(z.unknown()).nullish(),
  }),
});
const fieldError = z.object({
  field: z.string().nullish(),
  message: z.string().nullish(),
  suggestion: z.string().nullish(),
});

const codeOfStatus: Readonly<Record<number, ConnectorErrorCode>> = {
  400: "invalid_request",
  401: "auth_revoked",
  402: "rejected",
  403: "permission_denied",
  404: "not_found",
  422: "rejected",
  429: "rate_limited",
};

/** Turns EasyPost's error body into an error: https://docs.easypost.com/docs/errors */
export function createErrorDecoder(secrets: readonly string[]): DecodeError {
  return (answer) => {
    if (answer.status < 400) return null;
    const parsed = envelope.safeParse(answer.json());
    const code = codeOfStatus[answer.status];
    if (!parsed.success || code === undefined) return null;
    const { error } = parsed.data;
    const words = redactText(wordsOf(error.message).join(", "), secrets).slice(0, maxWords);
    const issues = (error.errors ?? []).map(issueOf).filter((issue) => issue !== null);
    return {
      code,
      message: sentence(answer.status, words),
      status: answer.status,
      platformCode: error.code ?? null,
      issues,
    };
  };
}

function sentence(status: number, words: string): string {
  const said = words === "" ? "" : ` (${words})`;
  if (status === 401) return `EasyPost does not accept the API key${said}. Copy it again from EasyPost's page.`;
  if (status === 402) return `EasyPost wants a payment first${said}. Top up the balance or check the way to pay there.`;
  if (status === 404) return "EasyPost does not know this parcel under this key.";
  if (status === 429) return "EasyPost asks to wait: too many calls.";
  return `EasyPost refused${words === "" ? " without a reason." : `: ${words.replace(/\.?$/, ".")}`}`;
}

/** Messages come as text, lists or objects of texts. */
function wordsOf(message: unknown): string[] {
  if (message === null || message === undefined) return [];
  if (typeof message !== "object") return [String(message)];
  return Object.values(message).flatMap(wordsOf);
}

function issueOf(error: unknown): ConnectorIssue | null {
  if (typeof error === "string") return { path: null, code: null, message: error };
  const parsed = fieldError.safeParse(error);
  if (!parsed.success || !parsed.data.message) return null;
  const { field, message, suggestion } = parsed.data;
  return { path: field ?? null, code: null, message: suggestion ? `${message} (${suggestion})` : message };
}
