/** A carrier of eBay's, its exact code first. */
export interface EbayCarrier {
  code: string;
  name: string;
}

/** Carriers in frequent use, for when eBay's own list cannot be had. `Other` takes any carrier. */
export const commonCarriers: readonly EbayCarrier[] = [
  { code: "AnPost", name: "An Post" },
  { code: "AustraliaPost", name: "Australia Post" },
  { code: "CanadaPost", name: "Canada Post" },
  { code: "Chronopost", name: "Chronopost" },
  { code: "Colissimo", name: "Colissimo" },
  { code: "DeutschePost", name: "Deutsche Post" },
  { code: "DHL", name: "DHL" },
  { code: "DHLGlobalMail", name: "DHL Global Mail" },
  { code: "DPD", name: "DPD" },
  { code: "Hermes", name: "Evri (Hermes)" },
  { code: "FedEx", name: "FedEx" },
  { code: "GLS", name: "GLS" },
  { code: "LaPoste", name: "La Poste" },
  { code: "ParcelForce", name: "Parcelforce" },
  { code: "PosteItaliane", name: "Poste Italiane" },
  { code: "PostNL", name: "PostNL" },
  { code: "RoyalMail", name: "Royal Mail" },
  { code: "TNT", name: "TNT" },
  { code: "UPS", name: "UPS" },
  { code: "USPS", name: "USPS" },
  { code: "Yodel", name: "Yodel" },
  { code: "Other", name: "Another carrier" },
];

/** Names by which sellers know carriers that eBay calls otherwise. */
const otherNames: Readonly<Record<string, string>> = { evri: "Hermes", parcelforceworldwide: "ParcelForce" };

/** eBay's spelling of a carrier, whose letter case matters; a carrier it is not known by goes as it was written. */
export function carrierCode(carrier: string): string {
  const plain = simplify(carrier);
  const found = commonCarriers.find(({ code, name }) => simplify(code) === plain || simplify(name) === plain);
  return otherNames[plain] ?? found?.code ?? carrier.trim();
}

function simplify(text: string): string {
  return text.toLowerCase().replace(/[^a-z0-9]/g, "");
}
