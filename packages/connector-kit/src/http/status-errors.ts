import type { ConnectorErrorCode } from "../contract/index.ts";
import type { DecodedError } from "./http-types.ts";

const codeByStatus: Readonly<Record<number, ConnectorErrorCode>> = {
  400: "invalid_request",
  401: "auth_expired",
  403: "permission_denied",
  404: "not_found",
  408: "unavailable",
  409: "conflict",
  410: "not_found",
  412: "conflict",
  425: "unavailable",
  429: "rate_limited",
};

const sentenceByCode: Partial<Record<ConnectorErrorCode, string>> = {
  auth_expired: "did not accept the credentials",
  permission_denied: "does not allow this account to do that",
  not_found: "does not know what was asked for",
  conflict: "refused because of a conflict with the present state",
  rate_limited: "asks to slow down",
  unavailable: "has a problem on its side at the moment",
  invalid_request: "refused the request",
  bad_response: "gave an unexpected answer",
};

/** The error of a non-2xx answer by its status alone, for answers that the platform's own decoder does not know. */
export function errorFromStatus(status: number, platformName: string): DecodedError {
  const code = codeByStatus[status] ?? codeByRange(status);
  return { code, message: `${platformName} ${sentenceByCode[code] ?? "refused the request"} (HTTP ${status}).` };
}

function codeByRange(status: number): ConnectorErrorCode {
  if (status >= 500) return "unavailable";
  return status >= 400 ? "invalid_request" : "bad_response";
}
