import { t } from "./language/language.ts";

export type FailureCode =
  | "invalid"
  | "not_found"
  | "conflict"
  | "forbidden"
  | "unauthenticated"
  | "refused_by_platform"
  | "unavailable"
  | "rate_limited"
  | "key_reused"
  | "internal"
  | "offline";

/** What went wrong, in the shape every screen shows. */
export interface Failure {
  code: FailureCode;
  message: string;
  issues: { path: string; message: string }[];
  remedy: string | null;
  requestId: string | null;
}

const codes: ReadonlySet<string> = new Set<FailureCode>([
  "invalid",
  "not_found",
  "conflict",
  "forbidden",
  "unauthenticated",
  "refused_by_platform",
  "unavailable",
  "rate_limited",
  "key_reused",
  "internal",
]);

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}

function readIssues(value: unknown): Failure["issues"] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).map((issue) => ({
    path: Array.isArray(issue["path"]) ? issue["path"].join(".") : String(issue["path"] ?? ""),
    message: String(issue["message"] ?? ""),
  }));
}

function isFailureCode(value: unknown): value is FailureCode {
  return typeof value === "string" && codes.has(value);
}

/** Reads any thrown value. A tRPC error without data means that no answer of the server arrived. */
export function readFailure(error: unknown): Failure {
  const data = isRecord(error) && isRecord(error["data"]) ? error["data"] : null;
  const message = error instanceof Error ? error.message : t("failure.unknown");
  if (!data) {
    const sent = isRecord(error) && error["name"] === "TRPCClientError";
    return {
      code: sent ? "offline" : "internal",
      message: sent ? t("failure.offline") : message,
      issues: [],
      remedy: sent ? t("failure.offlineRemedy") : null,
      requestId: null,
    };
  }
  return {
    code: isFailureCode(data["code"]) ? data["code"] : "internal",
    message,
    issues: readIssues(data["issues"]),
    remedy: typeof data["remedy"] === "string" ? data["remedy"] : null,
    requestId: typeof data["requestId"] === "string" ? data["requestId"] : null,
  };
}

/** The failure's issues as form errors; a path such as `fields.tokenValue` also answers to its last part. */
export function fieldErrors(failure: Failure): Record<string, string> {
  const errors: Record<string, string> = {};
  for (const issue of failure.issues) {
    errors[issue.path] ??= issue.message;
    errors[issue.path.split(".").at(-1) ?? issue.path] ??= issue.message;
  }
  return errors;
}
