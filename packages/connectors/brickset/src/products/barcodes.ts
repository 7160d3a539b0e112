import type { CatalogueProduct } from "@counterfoil/connector-kit";

type Barcode = CatalogueProduct["barcodes"][number];

/** Barcodes with the right check digit. A code of 12 digits in the EAN's place is a UPC, as 129 records have it. */
export function validBarcodes(
  told: { EAN?: string | null | undefined; UPC?: string | null | undefined } | null | undefined,
): Barcode[] {
  const read = [told?.EAN, told?.UPC].flatMap((text) => readBarcode(text ?? "") ?? []);
  return read.filter(({ value }, index) => read.findIndex((other) => other.value === value) === index);
}

/**
 * An EAN-13 or UPC-12 whose check digit is right; null for anything else (GS1 General Specifications, 7.9). An EAN that
 * begins with 0 is a UPC, as scanners write it.
 */
export function readBarcode(text: string): Barcode | null {
  const digits = text.replace(/[\s-]/g, "").replace(/^0(?=\d{12}$)/, "");
  if (!/^\d{12,13}$/.test(digits) || /^(\d)\1*$/.test(digits)) return null;
  const sum = [...digits]
    .reverse()
    .reduce((total, digit, index) => total + Number(digit) * (index % 2 === 0 ? 1 : 3), 0);
  if (sum % 10 !== 0) return null;
  return { type: digits.length === 13 ? "ean" : "upc", value: digits };
}
