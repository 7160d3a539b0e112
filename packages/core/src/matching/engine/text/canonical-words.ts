// Spellings that sellers use for one word. General shorthand only: no brands, no themes, no product names.
const canonical = new Map<string, string>(
  Object.entries({
    dlx: "deluxe",
    pro: "professional",
    std: "standard",
    upg: "upgrade",
    edu: "academic",
    education: "academic",
    win: "windows",
    grey: "gray",
    colour: "color",
  }),
);

const romanNumerals = new Map<string, string>(
  Object.entries({ ii: "2", iii: "3", iv: "4", vi: "6", vii: "7", viii: "8", ix: "9", xi: "11", xii: "12" }),
);

/** One spelling for words that mean the same: shorthand written out, roman numerals as digits. */
export function canonicalWord(word: string): string {
  return canonical.get(word) ?? romanNumerals.get(word) ?? word;
}
