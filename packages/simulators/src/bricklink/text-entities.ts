const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&#34;",
  "'": "&#39;",
  "(": "&#40;",
  ")": "&#41;",
};

/** Writes text as BrickLink's wire does: with HTML entities for brackets, quotes and the signs of HTML. */
export function encodeEntities(text: string): string {
  return text.replace(/[&<>"'()]/g, (sign) => entities[sign] ?? sign);
}

/** BrickLink writes `UK` where ISO 3166-1 has `GB`. */
export function wireCountry(countryCode: string): string {
  return countryCode === "GB" ? "UK" : countryCode;
}
