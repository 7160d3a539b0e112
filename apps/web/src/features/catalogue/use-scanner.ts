import { useEffect, useEffectEvent } from "react";

const betweenKeysMs = 60;
const shortest = 8;

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

/** Hears a scanner, which types digits fast and ends with Enter, while no field has the focus. */
export function useScanner(onScan: (code: string) => void): void {
  const scanned = useEffectEvent(onScan);
  useEffect(() => {
    let digits = "";
    let last = 0;
    const hear = (event: KeyboardEvent) => {
      if (isTyping(event.target)) return;
      if (event.timeStamp - last > betweenKeysMs) digits = "";
      last = event.timeStamp;
      if (/^\d$/.test(event.key)) digits += event.key;
      else if (event.key !== "Enter") digits = "";
      else if (digits.length >= shortest) {
        // The button that has the focus is not meant.
        event.preventDefault();
        scanned(digits);
        digits = "";
      }
    };
    document.addEventListener("keydown", hear, true);
    return () => document.removeEventListener("keydown", hear, true);
  }, []);
}
