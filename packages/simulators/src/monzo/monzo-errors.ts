/** Thrown by a route to refuse a call; becomes the HTTP status and the error body. */
export class MonzoRefusal extends Error {
  override readonly name = "MonzoRefusal";
  readonly status: number;
  readonly code: string;
  /** OAuth's name of a problem with tokens; left out elsewhere. */
  readonly oauthError: string | undefined;
  readonly params: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    { message, oauthError, params = {} }: { message: string; oauthError?: string; params?: Record<string, string> },
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.oauthError = oauthError;
    this.params = params;
  }
}

export const missingParameter = (name: string) =>
  new MonzoRefusal(400, `bad_request.missing_param.${name}`, { message: `Required parameter '${name}' was missing` });
export const badParameter = (name: string, message: string) =>
  new MonzoRefusal(400, `bad_request.bad_param.${name}`, { message, params: { [name]: message } });
export const notAForm = () =>
  new MonzoRefusal(400, "bad_request", { message: "Send the body as application/x-www-form-urlencoded" });

const token = (code: string, message: string) => new MonzoRefusal(401, code, { message, oauthError: "invalid_token" });
export const badToken = () => token("unauthorized.bad_access_token", "Invalid access token");
export const expiredToken = () => token("unauthorized.bad_access_token.expired", "Access token has expired");
export const evictedToken = () => token("unauthorized.bad_access_token.evicted", "Access token has been evicted");

export const badClient = () =>
  new MonzoRefusal(401, "unauthorized.bad_client", {
    message: "The client is not known or its secret is wrong",
    oauthError: "invalid_client",
  });
export const badCode = () =>
  new MonzoRefusal(401, "unauthorized.bad_authorization_code", {
    message: "Authorization code is invalid, used or expired",
    oauthError: "invalid_grant",
  });
export const badRefreshToken = (form: "bad-refresh-token" | "invalid-grant") =>
  form === "invalid-grant"
    ? new MonzoRefusal(400, "bad_request.invalid_grant", {
        message: "Refresh token is invalid or was used",
        oauthError: "invalid_grant",
      })
    : new MonzoRefusal(401, "unauthorized.bad_refresh_token", {
        message: "Refresh token is invalid or was used",
        oauthError: "invalid_token",
      });

export const insufficientPermissions = () =>
  new MonzoRefusal(403, "forbidden.insufficient_permissions", {
    message: "Access forbidden due to insufficient permissions",
  });
export const verificationRequired = () =>
  new MonzoRefusal(403, "forbidden.verification_required", { message: "Verification required" });
export const notFound = (what: string) => new MonzoRefusal(404, "not_found", { message: `${what} not found` });
export const wrongMethod = () => new MonzoRefusal(405, "method_not_allowed", { message: "Method not allowed" });
export const notAcceptable = () => new MonzoRefusal(406, "not_acceptable", { message: "Only JSON can be given" });
export const tooManyRequests = () =>
  new MonzoRefusal(429, "too_many_requests", { message: "Too many requests, try again later" });
