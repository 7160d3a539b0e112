const marker = Symbol.for("counterfoil.connector-error");

/**
 * The closed set of reasons why a call to a platform did not do what was asked.
 * `approval_pending` means that the seller has yet to approve the connection on the platform's side: nothing is wrong.
 * `outcome_unknown` is a write whose fate is not known: reconcile it by reading, never send it again blindly.
 */
export const connectorErrorCodes = [
  "auth_expired",
  "auth_revoked",
  "permission_denied",
  "approval_pending",
  "rate_limited",
  "quota_exhausted",
  "invalid_request",
  "not_found",
  "conflict",
  "rejected",
  "unsupported",
  "bad_response",
  "unavailable",
  "outcome_unknown",
  "aborted",
] as const;
export type ConnectorErrorCode = (typeof connectorErrorCodes)[number];

/** One reason inside a `rejected` answer: where, the platform's own code, and its words. */
export interface ConnectorIssue {
  path: string | null;
  code: string | null;
  message: string;
}

export interface ConnectorErrorOptions {
  code: ConnectorErrorCode;
  /** A sentence for a seller: what happened and what to do. Must hold no secret. */
  message: string;
  /** The call that failed, such as `GET /sell/fulfillment/v1/order`. */
  operation?: string | null;
  status?: number | null;
  /** The platform's own error code. */
  platformCode?: string | null;
  issues?: readonly ConnectorIssue[];
  /** Whether sending the same call again may succeed. Decided where the error is made. */
  retryable?: boolean;
  /** For `rate_limited`: when the next call may be made, in epoch milliseconds; null where the platform is silent. */
  retryAt?: number | null;
  /** For `quota_exhausted`: when the quota starts anew, in epoch milliseconds. */
  resetAt?: number | null;
  cause?: unknown;
}

const retryableByDefault: ReadonlySet<ConnectorErrorCode> = new Set(["rate_limited", "unavailable"]);

/** The one error class of every connector. Callers read `code` and `retryable`; they never re-read status codes. */
export class ConnectorError extends Error {
  override readonly name = "ConnectorError";
  readonly [marker] = true;
  readonly code: ConnectorErrorCode;
  readonly operation: string | null;
  readonly status: number | null;
  readonly platformCode: string | null;
  readonly issues: readonly ConnectorIssue[];
  readonly retryable: boolean;
  readonly retryAt: number | null;
  readonly resetAt: number | null;

  constructor(options: ConnectorErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.operation = options.operation ?? null;
    this.status = options.status ?? null;
    this.platformCode = options.platformCode ?? null;
    this.issues = options.issues ?? [];
    this.retryable = options.retryable ?? retryableByDefault.has(options.code);
    this.retryAt = options.retryAt ?? null;
    this.resetAt = options.resetAt ?? null;
  }

  /** True for connector errors from any copy of this package (a marker, not `instanceof`). */
  static is(value: unknown): value is ConnectorError {
    return typeof value === "object" && value !== null && marker in value;
  }
}
