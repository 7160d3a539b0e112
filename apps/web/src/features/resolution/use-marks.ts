import { useState } from "react";

const none: ReadonlySet<string> = new Set();

/** Sales marked to be decided together; one that left the list is no longer marked. */
export function useMarks(listed: readonly string[]) {
  const [chosen, setChosen] = useState(none);
  const marked = chosen.size === 0 ? none : new Set(listed.filter((id) => chosen.has(id)));
  return {
    marked,
    toggle: (id: string) =>
      setChosen((now) => new Set(now.has(id) ? [...now].filter((other) => other !== id) : [...now, id])),
    clear: () => setChosen(none),
  };
}
