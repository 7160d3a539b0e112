const codes = [
  ...["USPS", "UPS", "UPSMI", "FedEx", "DHL", "Fastway", "GLS", "GO!", "Hermes Logistik Gruppe", "Royal Mail"],
  ...["Parcelforce", "City Link", "TNT", "Target", "SagawaExpress", "NipponExpress", "YamatoTransport"],
  ...["DHL Global Mail", "UPS Mail Innovations", "FedEx SmartPost", "OSM", "OnTrac", "Streamlite", "Newgistics"],
  ...["Canada Post", "Blue Package", "Chronopost", "Deutsche Post", "DPD", "La Poste", "Parcelnet"],
  ...["Poste Italiane", "SDA", "Smartmail", "FEDEX_JP", "JP_EXPRESS", "NITTSU", "SAGAWA", "YAMATO", "BlueDart"],
  ...["AFL/Fedex", "Aramex", "India Post", "Professional", "DTDC", "Overnite Express", "First Flight", "Delhivery"],
  ...["Lasership", "Yodel"],
];

/** The code for a carrier that Amazon has no code for; its name then goes beside it. */
export const otherCarrier = "Other";

/** Carriers that Amazon has a code for. Any other may be named in free text. */
export const amazonCarriers: readonly { code: string; name: string }[] = codes.map((code) => ({ code, name: code }));

const byPlainName = new Map(codes.map((code) => [plain(code), code]));

/** Amazon's code for a carrier, however it is written; `Other` with the name for one that Amazon does not know. */
export function carrierOf(name: string): { carrierCode: string; carrierName?: string } {
  const code = byPlainName.get(plain(name));
  return code === undefined ? { carrierCode: otherCarrier, carrierName: name.trim() } : { carrierCode: code };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, "");
}
