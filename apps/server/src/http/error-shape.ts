import { ConnectorError } from "@counterfoil/connector-kit";
import { type TRPC_ERROR_CODE_KEY, TRPCError } from "@trpc/server";
import { ZodError } from "zod";
import { toServiceError } from "../services/connector-failure.ts";
import { type FieldIssue, ServiceError, type ServiceErrorCode } from "../services/service-error.ts";

/** What every door tells a caller about a failure. Built only here. */
export interface ErrorShape {
  status: number;
  code: ServiceErrorCode;
  message: string;
  issues: readonly FieldIssue[];
  remedy: string | null;
}

const statusByCode: Readonly<Record<ServiceErrorCode, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  refused_by_platform: 422,
  key_reused: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

const codesFromTrpc: Readonly<Partial<Record<TRPC_ERROR_CODE_KEY, ServiceErrorCode>>> = {
  PARSE_ERROR: "invalid",
  BAD_REQUEST: "invalid",
  UNAUTHORIZED: "unauthenticated",
  FORBIDDEN: "forbidden",
  NOT_FOUND: "not_found",
  METHOD_NOT_SUPPORTED: "invalid",
  PAYLOAD_TOO_LARGE: "invalid",
  UNSUPPORTED_MEDIA_TYPE: "invalid",
};

const neutral: ErrorShape = {
  status: 500,
  code: "internal",
  message: "Something went wrong on the server.",
  issues: [],
  remedy: "Try again. If it stays, give the request id to whoever runs this server.",
};

/** One mapping for all doors. Unknown errors become a neutral message: their text may hold anything. */
export function describeError(error: unknown): ErrorShape {
  const cause = error instanceof TRPCError && error.cause !== undefined ? error.cause : error;
  if (cause instanceof ZodError) return fromZod(cause);
  const known = toServiceError(cause);
  if (ServiceError.is(known)) {
    const { code, message, issues, remedy } = known;
    return { status: statusOf(known), code, message, issues, remedy };
  }
  if (error instanceof TRPCError) return fromTrpc(error);
  return neutral;
}

/** What a platform failed at is a bad gateway; what this server itself lacks is not. */
function statusOf(error: ServiceError): number {
  return error.code === "unavailable" && ConnectorError.is(error.cause) ? 502 : statusByCode[error.code];
}

function fromZod(error: ZodError): ErrorShape {
  const issues = error.issues.map((issue) => ({ path: issue.path.map(String).join("."), message: issue.message }));
  return { status: 400, code: "invalid", message: "Some fields are not valid.", issues, remedy: null };
}

function fromTrpc(error: TRPCError): ErrorShape {
  const code = codesFromTrpc[error.code];
  if (code === undefined) return neutral;
  return { status: statusByCode[code], code, message: error.message, issues: [], remedy: null };
}
