const placeholder = /^(\d)\1*$/;

function digitSum(digits: string, weightAt: (fromRight: number) => number): number {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) sum += Number(digits[at]) * weightAt(digits.length - 1 - at);
  return sum;
}

/** Whether a UPC-12, EAN-13 or GTIN-14 ends in the right check digit (GS1 General Specifications, 7.9). */
function isGtin(text: string): boolean {
  if (!/^\d{12,14}$/.test(text) || placeholder.test(text)) return false;
  return digitSum(text, (fromRight) => (fromRight % 2 === 0 ? 1 : 3)) % 10 === 0;
}

/** Whether an ISBN-10 ends in the right check character (ISO 2108:2005, modulus 11). */
function isIsbn10(text: string): boolean {
  if (!/^\d{9}[\dX]$/i.test(text) || placeholder.test(text)) return false;
  const check = text.endsWith("X") || text.endsWith("x") ? 10 : Number(text[9]);
  return (digitSum(text.slice(0, 9), (fromRight) => fromRight + 2) + check) % 11 === 0;
}

function isbn13(isbn10: string): string {
  const body = `978${isbn10.slice(0, 9)}`;
  const check = (10 - (digitSum(body, (fromRight) => (fromRight % 2 === 0 ? 3 : 1)) % 10)) % 10;
  return `${body}${check}`;
}

/**
 * One form for a barcode field: 14 digits, ISBN-10 as the EAN that stands on the book. Null for what names nothing:
 * "Does not apply", zeros only, too few digits. A wrong check digit is kept: copied on both sides it is still the same.
 */
export function barcodeKey(value: string): string | null {
  const compact = value.replace(/[\s-]/g, "");
  if (isIsbn10(compact)) return isbn13(compact).padStart(14, "0");
  return /^\d{8,14}$/.test(compact) && !placeholder.test(compact) ? compact.padStart(14, "0") : null;
}

/** Barcodes that stand in a title. Only ones whose check digit is right: other long digits are somebody's own number. */
export function readTitleBarcodes(title: string): string[] {
  const found = title.match(/(?<![\p{L}\p{N}])\d[\d-]{8,16}[\dXx](?![\p{L}\p{N}])/gu) ?? [];
  return found.map((text) => text.replaceAll("-", "")).filter((text) => isGtin(text) || isIsbn10(text));
}
