import { ConnectorError, type ConnectorErrorCode } from "@counterfoil/connector-kit";
import { ServiceError, type ServiceErrorCode } from "./service-error.ts";

interface Failure {
  code: ServiceErrorCode;
  remedy: string;
}

// Exhaustive on purpose: a new connector code does not compile until it has a remedy.
const failures: Readonly<Record<ConnectorErrorCode, Failure>> = {
  auth_expired: { code: "refused_by_platform", remedy: "Reconnect the platform on the Integrations page." },
  auth_revoked: { code: "refused_by_platform", remedy: "Reconnect the platform on the Integrations page." },
  permission_denied: {
    code: "refused_by_platform",
    remedy: "Grant the missing permission on the platform, then reconnect.",
  },
  approval_pending: { code: "refused_by_platform", remedy: "Approve it there, then test the connection." },
  rate_limited: { code: "unavailable", remedy: "Wait for the platform's pause to end, then try again." },
  quota_exhausted: {
    code: "unavailable",
    remedy: "The day's calls are used up. Try again after the quota starts anew.",
  },
  invalid_request: { code: "refused_by_platform", remedy: "Check what was entered and try again." },
  not_found: { code: "refused_by_platform", remedy: "Check that it still exists on the platform." },
  conflict: { code: "conflict", remedy: "Read the platform's present state and try again." },
  rejected: { code: "refused_by_platform", remedy: "Correct what the platform names and try again." },
  unsupported: { code: "invalid", remedy: "This platform does not offer that." },
  bad_response: {
    code: "unavailable",
    remedy: "The platform answered something unreadable. Your settings are kept; try again later.",
  },
  unavailable: {
    code: "unavailable",
    remedy: "The platform cannot be reached. Your settings are kept; try again later.",
  },
  outcome_unknown: { code: "unavailable", remedy: "Look on the platform whether it took effect before you repeat it." },
  aborted: { code: "unavailable", remedy: "The call was stopped before it finished. Try again." },
};

/** Codes that say nothing about the credentials: the platform or the way to it failed. */
const outageCodes: ReadonlySet<ConnectorErrorCode> = new Set([
  "rate_limited",
  "quota_exhausted",
  "bad_response",
  "unavailable",
  "outcome_unknown",
  "aborted",
]);

/** Whether the failure is the platform's or the network's, so that credentials are neither blamed nor deleted. */
export function isOutage(error: ConnectorError): boolean {
  return outageCodes.has(error.code);
}

/** The same of a stored code. */
export function isOutageCode(code: string): boolean {
  return outageCodes.has(code as ConnectorErrorCode);
}

/** What a seller can do about a connector's failure. */
export function remedyFor(code: ConnectorErrorCode): string {
  return failures[code].remedy;
}

/** Turns a connector's error into a service error with its remedy; other values pass unchanged. */
export function toServiceError(error: unknown): unknown {
  if (!ConnectorError.is(error)) return error;
  return new ServiceError({
    code: failures[error.code].code,
    message: error.message,
    issues: error.issues.map((issue) => ({ path: issue.path ?? "", message: issue.message })),
    remedy: failures[error.code].remedy,
    cause: error,
  });
}
