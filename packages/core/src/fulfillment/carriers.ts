import { isDhlExpress, isFedexExpress, isS10, isUps, isUsps } from "./tracking-checks.ts";

/** One way in which a carrier writes its numbers. */
export interface TrackingFormat {
  shape: RegExp;
  /** Proves a number by its check digit; left out where the carrier publishes none. */
  check?: (number: string) => boolean;
}

/** A carrier as sellers know it. */
export interface Carrier {
  id: string;
  name: string;
  /** Other spellings in use, simplified: lower case letters and digits only. */
  aliases: readonly string[];
  formats: readonly TrackingFormat[];
}

const s10 = (country: string): TrackingFormat => ({
  shape: new RegExp(`^[A-Z]{2}\\d{9}${country}$`),
  check: isS10,
});

const carrier = (name: string, aliases: readonly string[], formats: readonly TrackingFormat[]): Carrier => ({
  ...{ id: simplifyCarrier(name), name, aliases, formats },
});

/** Carriers whose numbers are known. The first that proves a number is the one guessed. */
export const carriers: readonly Carrier[] = [
  carrier("Royal Mail", ["royalmailgroup", "rm"], [s10("GB")]),
  carrier("Parcelforce", ["parcelforceworldwide"], [s10("GB"), { shape: /^[A-Z]{2}\d{7}$/ }]),
  carrier(
    "Evri",
    ["hermes", "hermesuk", "myhermes"],
    [{ shape: /^(H\d{2}[A-Z0-9]{13}|T00[A-Z0-9]{13})$/ }, { shape: /^\d{16}$/ }],
  ),
  carrier("DPD", ["dpduk", "dpdlocal"], [{ shape: /^\d{14}[A-Z0-9]?$/ }]),
  carrier("DHL", ["dhlexpress"], [{ shape: /^\d{10}$/, check: isDhlExpress }, { shape: /^(JJD|JVGL)\d{10,20}$/ }]),
  carrier("DHL Paket", ["dhlparcelde", "dhlparcel"], [{ shape: /^00340434\d{12}$/ }, { shape: /^\d{12}$/ }]),
  carrier("Yodel", [], [{ shape: /^JD\d{16}$/ }]),
  carrier("UPS", ["unitedparcelservice"], [{ shape: /^1Z[A-Z0-9]{15}\d$/, check: isUps }]),
  carrier("FedEx", ["federalexpress"], [{ shape: /^\d{12}$/, check: isFedexExpress }, { shape: /^(\d{15}|\d{20})$/ }]),
  carrier("USPS", ["unitedstatespostalservice"], [{ shape: /^(9[1-5]\d{20}|\d{20})$/, check: isUsps }, s10("US")]),
  carrier("Deutsche Post", [], [s10("DE")]),
  carrier("La Poste", ["colissimo"], [s10("FR"), { shape: /^\d[A-Z]\d{11}$/ }]),
  carrier("PostNL", [], [s10("NL"), { shape: /^3S[A-Z0-9]{11,13}$/ }]),
  carrier("An Post", [], [s10("IE")]),
  carrier("Australia Post", ["auspost"], [s10("AU"), { shape: /^\d{12}$/ }]),
  carrier("Canada Post", [], [s10("CA"), { shape: /^\d{16}$/ }]),
  carrier("India Post", ["speedpost"], [s10("IN")]),
  carrier("Poste Italiane", [], [s10("IT")]),
  carrier("Correos", [], [s10("ES")]),
  carrier("Amazon Shipping", ["amazonlogistics", "amzl"], [{ shape: /^TB[ACM]\d{12}$/ }]),
  carrier("Ekart", ["ekartlogistics"], [{ shape: /^FM[A-Z]{2}\d{10}$/ }]),
  carrier("Delhivery", [], [{ shape: /^\d{11,14}$/ }]),
  carrier("Blue Dart", ["bluedartexpress"], [{ shape: /^\d{8,11}$/ }]),
  carrier("DTDC", [], [{ shape: /^[A-Z]\d{8}$/ }]),
  carrier("GLS", [], [{ shape: /^\d{11,12}$/ }]),
  carrier("TNT", [], [{ shape: /^\d{9}$/ }, { shape: /^G[DE]\d{9}WW$/ }]),
];

/** A carrier's name without case, spaces and punctuation. */
export function simplifyCarrier(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}

/** The carrier that a seller's or a platform's word means; null for one that is not known here. */
export function findCarrier(name: string): Carrier | null {
  const wanted = simplifyCarrier(name);
  return carriers.find(({ id, aliases }) => id === wanted || aliases.includes(wanted)) ?? null;
}
