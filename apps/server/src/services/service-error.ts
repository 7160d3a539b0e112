const marker = Symbol.for("counterfoil.service-error");

/** The closed set of reasons why a verb did not do what was asked. Every door maps it in one place. */
export const serviceErrorCodes = [
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
] as const;
export type ServiceErrorCode = (typeof serviceErrorCodes)[number];

/** What is wrong with one field. `path` is dotted, such as `fields.consumerKey`; empty for the whole input. */
export interface FieldIssue {
  path: string;
  message: string;
}

export interface ServiceErrorOptions {
  code: ServiceErrorCode;
  /** A sentence for a seller: what happened. Must hold no secret and no hint about other people's data. */
  message: string;
  issues?: readonly FieldIssue[];
  /** What to do about it, in one sentence. */
  remedy?: string | null;
  cause?: unknown;
}

/** The one error class that verbs throw on purpose. Anything else leaves the server as a neutral message. */
export class ServiceError extends Error {
  override readonly name = "ServiceError";
  readonly [marker] = true;
  readonly code: ServiceErrorCode;
  readonly issues: readonly FieldIssue[];
  readonly remedy: string | null;

  constructor(options: ServiceErrorOptions) {
    super(options.message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = options.code;
    this.issues = options.issues ?? [];
    this.remedy = options.remedy ?? null;
  }

  static is(value: unknown): value is ServiceError {
    return typeof value === "object" && value !== null && marker in value;
  }
}

type Extra = Omit<ServiceErrorOptions, "code" | "message">;

/** The input is wrong; `issues` name the fields. */
export function invalid(message: string, issues: readonly FieldIssue[] = [], extra: Extra = {}): ServiceError {
  return new ServiceError({ ...extra, code: "invalid", message, issues });
}

/** The object does not exist, or belongs to someone else: the two look the same. */
export function notFound(what: string): ServiceError {
  return new ServiceError({ code: "not_found", message: `${what} was not found.` });
}

/** The object's present state does not allow this. */
export function conflict(message: string, extra: Extra = {}): ServiceError {
  return new ServiceError({ ...extra, code: "conflict", message });
}

/** The caller's role does not allow this. */
export function forbidden(message: string): ServiceError {
  return new ServiceError({ code: "forbidden", message });
}

/** Something this needs is missing or cannot be reached now. */
export function unavailable(message: string, extra: Extra = {}): ServiceError {
  return new ServiceError({ ...extra, code: "unavailable", message });
}
