/** Codes and messages of BrickLink's reference. `TOO_MANY_REQUESTS` is our guess at a refusal nobody has seen. */
export const errorMessages = {
  INVALID_URI: 400,
  INVALID_REQUEST_BODY: 400,
  PARAMETER_MISSING_OR_INVALID: 400,
  BAD_OAUTH_REQUEST: 401,
  PERMISSION_DENIED: 403,
  RESOURCE_NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  UNSUPPORTED_MEDIA_TYPE: 415,
  RESOURCE_UPDATE_NOT_ALLOWED: 422,
  TOO_MANY_REQUESTS: 429,
  INTERNAL_SERVER_ERROR: 500,
} as const;
export type BricklinkErrorMessage = keyof typeof errorMessages;

/** Thrown by a route to refuse a call; becomes the envelope's meta. */
export class BricklinkRefusal extends Error {
  override readonly name = "BricklinkRefusal";
  readonly code: number;
  readonly token: BricklinkErrorMessage;
  readonly description: string;

  constructor(token: BricklinkErrorMessage, description: string, code: number = errorMessages[token]) {
    super(`${code} ${token}: ${description}`);
    this.code = code;
    this.token = token;
    this.description = description;
  }
}

export const invalidParameter = (description: string) =>
  new BricklinkRefusal("PARAMETER_MISSING_OR_INVALID", description);
export const notFound = (description: string) => new BricklinkRefusal("RESOURCE_NOT_FOUND", description);
export const updateNotAllowed = (description: string) =>
  new BricklinkRefusal("RESOURCE_UPDATE_NOT_ALLOWED", description);
export const badOAuth = (description: string) => new BricklinkRefusal("BAD_OAUTH_REQUEST", description);
