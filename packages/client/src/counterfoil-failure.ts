import type { AppRouter } from "@counterfoil/server";
import { TRPCClientError } from "@trpc/client";

/** What the server says about a call that failed. */
export interface CounterfoilFailure {
  code:
    | "invalid"
    | "not_found"
    | "conflict"
    | "forbidden"
    | "unauthenticated"
    | "refused_by_platform"
    | "unavailable"
    | "rate_limited"
    | "key_reused"
    | "internal";
  message: string;
  /** What is wrong with which field of the input. */
  issues: readonly { path: string; message: string }[];
  /** What to do about it; null when there is nothing to say. */
  remedy: string | null;
  /** To find the call in the server's log. */
  requestId: string | null;
}

/** Reads the failure out of a thrown error; null for errors that are not the server's, such as a lost network. */
export function failureOf(error: unknown): CounterfoilFailure | null {
  if (!(error instanceof TRPCClientError)) return null;
  const { data, message } = error as TRPCClientError<AppRouter>;
  if (!data) return null;
  const { code, issues, remedy, requestId } = data;
  return { code, message, issues, remedy, requestId };
}
