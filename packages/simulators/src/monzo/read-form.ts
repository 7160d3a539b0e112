import type { MonzoContext } from "./monzo-answers.ts";
import { missingParameter, notAForm } from "./monzo-errors.ts";

/** The form body of a write. JSON, and parameters in the query alone, are not taken. */
export async function readForm(c: MonzoContext): Promise<URLSearchParams> {
  const text = await c.req.text();
  const type = c.req.header("content-type") ?? "";
  if (text !== "" && !type.startsWith("application/x-www-form-urlencoded")) throw notAForm();
  return new URLSearchParams(text);
}

/** A parameter that must be there. */
export function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (value === null || value === "") throw missingParameter(name);
  return value;
}

/** The query of a call. */
export function queryOf(c: MonzoContext): URLSearchParams {
  return new URL(c.req.url).searchParams;
}
