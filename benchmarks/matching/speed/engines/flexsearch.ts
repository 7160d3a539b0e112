import { Index } from "flexsearch";
import { type Engine, wanted } from "./engine.ts";

/** Whole words, and results that hold only some of them: without that, most retyped titles find nothing. */
export const flexsearch: Engine = {
  async open(titles) {
    const engine = new Index({ tokenize: "strict" });
    for (const [id, title] of titles.entries()) engine.add(id, title);
    return {
      find: (title) => {
        const found = engine.search(title, { limit: wanted, suggest: true });
        return Array.isArray(found) ? found.map((id) => titles[Number(id)] ?? "") : [];
      },
      close: async () => {},
    };
  },
};
