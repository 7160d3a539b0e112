import {
  ConnectorError,
  type ConnectorErrorCode,
  type DecodedError,
  type WireAnswer,
} from "@counterfoil/connector-kit";
import type { OperationName } from "./amazon-operations.ts";
import { type AmazonErrors, errorListSchema } from "./amazon-schemas.ts";

interface Rule {
  code: ConnectorErrorCode;
  /** Our own sentence, where Amazon's words do not tell a seller what to do. */
  message?: string;
}

/** The role that opens an operation, as Developer Central names it; calls that every role opens are not here. */
const roles: Readonly<Partial<Record<OperationName, string>>> = {
  searchOrders: "Inventory and Order Tracking",
  getOrder: "Inventory and Order Tracking",
  confirmShipment: "Inventory and Order Tracking",
  searchListingsItems: "Product Listing",
  getListingsItem: "Product Listing",
  patchListingsItem: "Product Listing",
  createFeed: "Product Listing",
  createReport: "Product Listing",
  getInventorySummaries: "Amazon Fulfillment",
};

function missingRole(role: string | undefined): Rule {
  return {
    code: "permission_denied",
    message: `Amazon does not let this application read that. A role is missing${role ? `, such as ${role}` : ""}: add it to the application in Seller Central's Developer Central, then authorise the application again.`,
  };
}

function refused(role: string | undefined): Rule {
  return {
    code: "permission_denied",
    message: `Amazon does not allow this. The application lacks the role for it${role ? ` (${role})` : ""}, the account does not sell in this marketplace, or the marketplace belongs to another region.`,
  };
}

const expired: Rule = { code: "auth_expired", message: "Amazon no longer accepts the access token." };
const unavailable: Rule = { code: "unavailable", message: "Amazon has a problem on its side at the moment." };

const byStatus: Readonly<Record<number, Rule>> = {
  401: expired,
  404: { code: "not_found" },
  408: unavailable,
  409: { code: "conflict" },
  429: { code: "rate_limited", message: "Amazon gets more calls of this kind than it allows." },
};

/**
 * The error of an answer of the Selling Partner API; null for success. A 403 may mean an expired token, which Amazon
 * does not answer with 401; some answers of its front door are HTML or plain text. `operation` names the role that a
 * refusal may be for want of.
 */
export function decodeAmazonError(answer: WireAnswer, operation?: OperationName): DecodedError | null {
  if (answer.status < 400) return null;
  const parsed = errorListSchema.safeParse(answer.json());
  const errors = parsed.success ? parsed.data.errors : [];
  const rule = ruleOf(answer.status, errors, operation && roles[operation]);
  const [first] = errors;
  return {
    code: rule.code,
    message: sentence(rule, first, answer.status),
    platformCode: first?.code ?? null,
    issues: errors.map(({ code, message, details }) => ({
      path: null,
      code,
      message: [message, details].filter(Boolean).join(": ") || code,
    })),
  };
}

function ruleOf(status: number, errors: AmazonErrors, role: string | undefined): Rule {
  const said = errors.map(({ code, message, details }) => `${code} ${message ?? ""} ${details ?? ""}`).join("\n");
  if (status === 403) return ruleOfRefusal(said, role);
  if (status === 400 && /do(es)? not have access to some or all requested resource/i.test(said))
    return missingRole(role);
  const known = byStatus[status];
  if (known) return known;
  return status >= 500 ? unavailable : { code: "invalid_request" };
}

function ruleOfRefusal(said: string, role: string | undefined): Rule {
  if (/access token.*(expired|revoked|malformed|invalid)/is.test(said)) return expired;
  if (/MissingAuthenticationToken/i.test(said)) {
    return { code: "invalid_request", message: "Amazon saw no access token, or does not know the address." };
  }
  return refused(role);
}

function sentence(rule: Rule, error: AmazonErrors[number] | undefined, status: number): string {
  const detail = error ? [error.message, error.details].filter(Boolean).join(": ") || error.code : null;
  if (rule.message) return detail ? `${rule.message} Amazon says: ${detail}` : rule.message;
  return detail ? `Amazon refused the request: ${detail}` : `Amazon refused the request (HTTP ${status}).`;
}

/** A problem that Amazon found in what was submitted. */
export interface SubmissionIssue {
  code?: string | null | undefined;
  message?: string | null | undefined;
  /** The attribute that it speaks of. */
  path: string | null;
}

/** The error of a submission that Amazon took in but does not accept. */
export function rejectedSubmission(
  operation: string,
  what: string,
  issues: readonly SubmissionIssue[],
): ConnectorError {
  const words = issues.map(({ message, code }) => message ?? code ?? "no reason given").join(" ");
  return new ConnectorError({
    code: "rejected",
    message: `Amazon does not accept ${what}. Amazon says: ${words || "nothing further."}`,
    operation,
    platformCode: issues[0]?.code ?? null,
    issues: issues.map(({ path, code, message }) => ({
      path,
      code: code ?? null,
      message: message ?? code ?? "no reason given",
    })),
  });
}
