import type { Messages } from "@lingui/core";

/** One file for each language and part of the application, loaded when it is asked for. */
export const otherLanguages = import.meta.glob<Messages>(["./messages/*/*.json", "!./messages/en/*.json"], {
  import: "default",
});
