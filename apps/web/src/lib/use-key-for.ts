import { useRef } from "react";
import { newKey } from "./new-key.ts";

/** Gives the same idempotency key for the same content, and a new one once the content was changed. */
export function useKeyFor(): (content: unknown) => string {
  const keys = useRef(new Map<string, string>());
  return (content) => {
    const text = JSON.stringify(content);
    const key = keys.current.get(text) ?? newKey();
    keys.current.set(text, key);
    return key;
  };
}
