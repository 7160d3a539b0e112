/** One entry of the `errors` list in every error body. */
export interface AmazonError {
  code: string;
  message: string;
  details?: string;
}

/** Thrown by a route to refuse a call; becomes the HTTP status and the `errors` body. */
export class AmazonRefusal extends Error {
  override readonly name = "AmazonRefusal";
  readonly status: number;
  readonly errors: AmazonError[];
  /** Header `x-amzn-ErrorType`, where Amazon sends one. */
  readonly errorType: string | null;

  constructor(status: number, error: AmazonError, errorType: string | null = null) {
    super(`${error.code}: ${error.message} ${error.details ?? ""}`);
    this.status = status;
    this.errors = [error];
    this.errorType = errorType;
  }
}

const DENIED = "Access to requested resource is denied.";
const denied = (details: string, errorType: string | null = null) =>
  new AmazonRefusal(403, { code: "Unauthorized", message: DENIED, details }, errorType);

export const missingToken = () =>
  new AmazonRefusal(403, { code: "MissingAuthenticationToken", message: "Missing Authentication Token" });
export const expiredToken = () => denied("The access token you provided has expired.");
export const invalidToken = () => denied("The access token you provided is revoked, malformed or invalid.");
/** A role, a region or a marketplace that was not granted: Amazon does not say which. */
export const accessDenied = () => denied("", "AccessDeniedException");

export const invalidInput = (message: string, details?: string) =>
  new AmazonRefusal(400, { code: "InvalidInput", message, ...(details !== undefined && { details }) });
export const notFound = (message: string) => new AmazonRefusal(404, { code: "NotFound", message, details: "" });
export const conflict = (message: string) => new AmazonRefusal(409, { code: "Conflict", message, details: "" });
export const quotaExceeded = () =>
  new AmazonRefusal(429, {
    code: "QuotaExceeded",
    message: "You exceeded your quota for the requested resource.",
    details: "",
  });
