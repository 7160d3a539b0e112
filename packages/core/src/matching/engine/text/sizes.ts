const letters = "xxs|xs|s|m|l|xl|xxl|xxxl|[2-5]xl";
const sizeWord = "size|groesse|grosse|gr|taille|taglia|talla|maat";
// "UK 9", "EU 42.5"; "size M", "Gr. 38"; "W32 L34"; "XL" by itself.
const countrySize = /\b(uk|us|eu|eur)[ .]?(\d{1,2}(?:[.,]5)?)(?![\d.,]\d|\w)/g;
const namedSize = new RegExp(`\\b(?:${sizeWord})[ .:]{0,2}(${letters}|\\d{1,3}(?:[.,]5)?)(?!\\w)`, "g");
const bareSize = /(?<![\w-])(xxs|xs|xl|xxl|xxxl|[2-5]xl)(?![\w-])/g;
const waistAndLeg = /\bw ?(\d{2})[ /x-]{0,3}l ?(\d{2})\b/;
const maySay = /[wxsml]|\b(?:uk|us|eu|gr|taille|taglia|talla|maat)/;

/** Clothing and shoe sizes of a normalised title by the scale they are on: `uk` 9, `size` m, `waist` 32. */
export function readSizes(text: string): ReadonlyMap<string, string> {
  const sizes = new Map<string, string>();
  if (!maySay.test(text)) return sizes;
  for (const [, scale = "", value = ""] of text.matchAll(countrySize)) {
    sizes.set(scale === "eur" ? "eu" : scale, value.replace(",", "."));
  }
  for (const [, value = ""] of text.matchAll(bareSize)) sizes.set("size", value);
  for (const [, value = ""] of text.matchAll(namedSize)) sizes.set("size", value.replace(",", "."));
  const [, waist, leg] = waistAndLeg.exec(text) ?? [];
  if (waist && leg) sizes.set("waist", waist).set("leg", leg);
  return sizes;
}
