import { randomFillSync } from "node:crypto";
import { v7 } from "uuid";

const bytesPerId = 16;
// Asking the system for randomness costs more than all the rest: it is asked for some hundred ids at once.
const pool = new Uint8Array(bytesPerId * 512);
let next = pool.length;
let milliseconds = 0;
let sequence = 0;

function randomBytes(): Uint8Array {
  if (next === pool.length) {
    randomFillSync(pool);
    next = 0;
  }
  next += bytesPerId;
  return pool.subarray(next - bytesPerId, next);
}

/**
 * A new id: UUID version 7, so that rows made one after the other lie together in the index. Ids of one process rise,
 * also within a millisecond and when the clock is set back.
 */
export function newId(): string {
  const random = randomBytes();
  const now = Date.now();
  if (now > milliseconds) {
    milliseconds = now;
    // 31 bits: there is room to count up before the millisecond is over.
    sequence =
      (((random[6] ?? 0) & 0x7f) << 24) | ((random[7] ?? 0) << 16) | ((random[8] ?? 0) << 8) | (random[9] ?? 0);
  } else {
    sequence = (sequence + 1) >>> 0;
    if (sequence === 0) milliseconds += 1;
  }
  return v7({ random, msecs: milliseconds, seq: sequence });
}
