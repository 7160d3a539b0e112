/** Why a sale waits, in two or three words; the server gives the whole sentence. */
export const reasonWords: Readonly<Record<string, string>> = {
  no_match: "No match",
  multiple: "Several fit",
  sku_case: "SKU capitals",
  set_number: "Set number",
  title: "Title only",
  insufficient: "Too few",
  oversold: "Oversold",
  conflict: "Contradiction",
  condition: "Other condition",
  reopened: "Reopened",
};

export function reasonWord(reason: string): string {
  return reasonWords[reason] ?? reason.replaceAll("_", " ");
}
