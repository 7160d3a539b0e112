import type { QueueReason } from "../../lib/api-types.ts";
import { t } from "../../lib/language/language.ts";

/** All reasons why a sale waits. */
export const queueReasons = [
  "no_match",
  "multiple",
  "sku_case",
  "set_number",
  "title",
  "insufficient",
  "oversold",
  "conflict",
  "condition",
  "reopened",
  "lookup_failed",
] as const satisfies readonly QueueReason[];

/** Why a sale waits, in two or three words; the server gives the whole sentence. */
export function reasonWord(reason: QueueReason): string {
  return t(`reason.${reason}`);
}
