import type { CatalogueQuestionKind } from "@counterfoil/db";
import { invalid } from "../service-error.ts";

/** What somebody typed or scanned, understood. `key` is the same for two texts that ask the same. */
export interface ProductQuestion {
  kind: CatalogueQuestionKind;
  text: string;
  key: string;
}

const setNumber = /^#?([a-z]{0,8}\d{2,7}[a-z]?(?:-\d{1,2})?)$/i;

/**
 * A barcode (EAN-13 or UPC-12, as scanners give it), a set number, or words. Throws `invalid` for a barcode whose last
 * digit does not fit: it was misread, and words it is not.
 */
export function readQuestion(typed: string): ProductQuestion {
  const text = typed.trim().replace(/\s+/g, " ");
  const digits = text.replace(/[\s-]/g, "");
  if (/^\d{12,14}$/.test(digits)) return readBarcode(digits);
  const number = setNumber.exec(text)?.[1];
  if (number !== undefined) return { kind: "number", text: number, key: number.toLowerCase() };
  return { kind: "words", text, key: text.toLowerCase() };
}

/** A barcode as the catalogue keeps it: 14 digits. */
export function barcodeDigits(value: string): string {
  return value.replace(/\D/g, "").padStart(14, "0");
}

function readBarcode(digits: string): ProductQuestion {
  const key = barcodeDigits(digits);
  // What stands on a shop's box has 12 or 13 digits; a case of boxes has 14.
  const text = key.replace(/^00?/, "");
  if (!hasRightCheckDigit(key) || text.length > 13) {
    const message = "This barcode cannot be right: its last digit does not fit the others. Scan it again.";
    throw invalid(message, [{ path: "text", message }]);
  }
  return { kind: "barcode", text, key };
}

// GS1 General Specifications, 7.9.
function hasRightCheckDigit(key: string): boolean {
  const sum = [...key].reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0 && !/^0*$/.test(key);
}
