import type { ContentfulStatusCode } from "hono/utils/http-status";

/** A call refused as a whole. The documents show no body for these: see decision 0109. */
export class FlipkartRefusal extends Error {
  override readonly name = "FlipkartRefusal";
  readonly status: ContentfulStatusCode;
  readonly body: Record<string, unknown>;

  constructor(status: ContentfulStatusCode, body: Record<string, unknown>) {
    super(String(body["errorMessage"] ?? body["error_description"] ?? "refused"));
    this.status = status;
    this.body = body;
  }
}

export function badRequest(errorMessage: string, errorCode = "INVALID_REQUEST"): FlipkartRefusal {
  return new FlipkartRefusal(400, { errorCode, errorMessage });
}

export function unprocessable(errorMessage: string): FlipkartRefusal {
  return new FlipkartRefusal(422, { errorCode: "UNPROCESSABLE_ENTITY", errorMessage });
}

export function invalidToken(): FlipkartRefusal {
  return new FlipkartRefusal(401, { error: "invalid_token", error_description: "Invalid access token" });
}

export function accessDenied(): FlipkartRefusal {
  return new FlipkartRefusal(403, { error: "access_denied", error_description: "Access is denied" });
}

export function tooManyRequests(): FlipkartRefusal {
  return new FlipkartRefusal(429, { errorCode: "TOO_MANY_REQUESTS", errorMessage: "Too many requests" });
}

export function notFound(): FlipkartRefusal {
  return new FlipkartRefusal(404, { errorCode: "NOT_FOUND", errorMessage: "No such resource" });
}

/** Codes of single items inside a 200. */
export type ItemErrorCode =
  | "DEPENDENT_SYSTEM_CALL_FAILED"
  | "UNPROCESSABLE_ENTITY"
  | "INVALID_SHIPMENTS"
  | "OPERATION_NOT_ALLOWED"
  | "EMPTY_OR_INVALID_REASON_FOR_CANCELLATION";

/** Thrown for one item of a batch; the others go on. */
export class ItemRefusal extends Error {
  override readonly name = "ItemRefusal";
  readonly code: ItemErrorCode;

  constructor(code: ItemErrorCode, message: string) {
    super(message);
    this.code = code;
  }
}
