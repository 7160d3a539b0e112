import { type Carrier, carriers, findCarrier, type TrackingFormat } from "./carriers.ts";

/** What is thought of a tracking number. `unusual` may be sent, with a word; `wrong` is a slip of the pen or another carrier's. */
export type TrackingVerdict = { verdict: "fits" } | { verdict: "unusual" | "wrong"; message: string };

const longest = 50;

/** The number without the spaces and hyphens that labels print for the eye, in capitals. */
export function plainTrackingNumber(number: string): string {
  return number.replace(/[\s-]/g, "").toUpperCase();
}

function fits(number: string, { shape, check }: TrackingFormat): boolean {
  return shape.test(number) && (check === undefined || check(number));
}

function proves(number: string, { shape, check }: TrackingFormat): boolean {
  return check !== undefined && shape.test(number) && check(number);
}

function carriersThat(holds: (format: TrackingFormat) => boolean): Carrier[] {
  return carriers.filter(({ formats }) => formats.some(holds));
}

/**
 * The carrier whose number this is, or null where several or none could be meant. A check digit settles it; without one,
 * only a shape that no other carrier uses does.
 */
export function guessCarrier(trackingNumber: string): Carrier | null {
  const number = plainTrackingNumber(trackingNumber);
  const proven = carriersThat((format) => proves(number, format));
  const [first, ...others] = proven;
  if (first) return others.length === 0 || /^[A-Z]{2}\d{9}[A-Z]{2}$/.test(number) ? postalChoice(number, proven) : null;
  const shaped = carriersThat((format) => fits(number, format));
  return shaped.length === 1 ? (shaped[0] ?? null) : null;
}

// Both British carriers number as the postal union does; Parcelforce carries the express and parcel classes C and E.
function postalChoice(number: string, proven: readonly Carrier[]): Carrier | null {
  const express = /^[CE]/.test(number) ? proven.find(({ id }) => id === "parcelforce") : undefined;
  return express ?? proven[0] ?? null;
}

/** Whether a number can be this carrier's. Carriers that are not known here are believed. */
export function checkTrackingNumber(trackingNumber: string, carrierName: string | null): TrackingVerdict {
  const number = plainTrackingNumber(trackingNumber);
  if (!/^[A-Z0-9]+$/.test(number))
    return wrong("A tracking number holds letters and digits only; spaces and hyphens are left out.");
  if (number.length > longest) return wrong(`A tracking number has at most ${longest} signs.`);
  const carrier = carrierName === null ? null : findCarrier(carrierName);
  if (carrier === null) return { verdict: "fits" };
  if (carrier.formats.some((format) => fits(number, format))) return { verdict: "fits" };
  if (carrier.formats.some(({ shape }) => shape.test(number)))
    return wrong(`The check digit of ${number} is not right for ${carrier.name}: a sign may be mistyped.`);
  const [other] = carriersThat((format) => proves(number, format));
  if (other) return wrong(`${number} is a number of ${other.name}, not of ${carrier.name}.`);
  return { verdict: "unusual", message: `${number} does not look like a number of ${carrier.name}.` };
}

function wrong(message: string): TrackingVerdict {
  return { verdict: "wrong", message };
}
