import type { QueueReason } from "../../lib/api-types.ts";
import { t } from "./texts.ts";

/** Why a sale waits, in two or three words; the server gives the whole sentence. */
export function reasonWord(reason: QueueReason): string {
  return t(`reason.${reason}`);
}
