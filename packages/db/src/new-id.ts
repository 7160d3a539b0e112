import { v7 } from "uuid";

/** A new id: UUID version 7, so that rows made one after the other lie together in the index. */
export function newId(): string {
  return v7();
}
