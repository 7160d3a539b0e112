import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { Order } from "../amazon-entities.ts";
import { type AmazonWorld, instantText } from "../amazon-world.ts";
import { type AmazonRegion, marketplaceOf } from "../marketplaces.ts";

/** A way to send a parcel that Amazon sells labels for. */
export interface ShippingService {
  id: string;
  name: string;
  carrier: string;
  trackingPrefix: string;
  price: number;
  days: number;
}

const DAY = 86_400_000;
const byRegion: Readonly<Record<AmazonRegion, readonly ShippingService[]>> = {
  na: [
    { id: "USPS_PTP_PRI", name: "USPS Priority Mail", carrier: "USPS", trackingPrefix: "94", price: 8.45, days: 3 },
    { id: "UPS_PTP_GND", name: "UPS Ground", carrier: "UPS", trackingPrefix: "1Z", price: 11.2, days: 5 },
  ],
  eu: [
    {
      id: "RM_TRACKED_48",
      name: "Royal Mail Tracked 48",
      carrier: "Royal Mail",
      trackingPrefix: "RM",
      price: 3.6,
      days: 3,
    },
    {
      id: "RM_TRACKED_24",
      name: "Royal Mail Tracked 24",
      carrier: "Royal Mail",
      trackingPrefix: "RM",
      price: 4.4,
      days: 1,
    },
  ],
  fe: [{ id: "YAMATO_STD", name: "Yamato Standard", carrier: "YAMATO", trackingPrefix: "YM", price: 9, days: 2 }],
};

/** What can be bought for an order. */
export function servicesOf(order: Order): readonly ShippingService[] {
  return byRegion[marketplaceOf(order.marketplaceId).region];
}

export function viewService(world: AmazonWorld, order: Order, service: ShippingService) {
  const now = world.clock.milliseconds();
  const arrival = instantText(now + service.days * DAY);
  const rate = { CurrencyCode: order.currency, Amount: service.price };
  return {
    ShippingServiceName: service.name,
    CarrierName: service.carrier,
    ShippingServiceId: service.id,
    ShippingServiceOfferId: Buffer.from(`${order.orderId}/${service.id}`).toString("base64"),
    ShipDate: instantText(now),
    EarliestEstimatedDeliveryDate: arrival,
    LatestEstimatedDeliveryDate: arrival,
    Rate: rate,
    RateWithAdjustments: rate,
    ShippingServiceOptions: { DeliveryExperience: "DeliveryConfirmationWithoutSignature", CarrierWillPickUp: false },
    AvailableLabelFormats: ["PDF"],
    RequiresAdditionalSellerInputs: false,
  };
}

export function viewShipTo({ address }: Order) {
  return {
    Name: address.name,
    AddressLine1: address.addressLine1,
    ...(address.addressLine2 !== null && { AddressLine2: address.addressLine2 }),
    Email: "",
    City: address.city,
    PostalCode: address.postalCode,
    CountryCode: address.countryCode,
    Phone: address.phone ?? "",
  };
}

/** A small PDF page, packed and in base64 with its MD5, as the API carries it. */
export function viewLabel({ orderId }: Order, trackingId: string) {
  const packed = gzipSync(pdfOf(`${orderId}  ${trackingId}`));
  return {
    Dimensions: { Length: 6, Width: 4, Unit: "inches" },
    FileContents: {
      Contents: packed.toString("base64"),
      FileType: "application/pdf",
      Checksum: createHash("md5").update(packed).digest("base64"),
    },
    LabelFormat: "PDF",
  };
}

function pdfOf(line: string): Buffer {
  const stream = `BT /F1 14 Tf 24 220 Td (${line}) Tj ET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 432 288] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let text = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const end = `trailer << /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Buffer.from(`${text}xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}${end}`);
}
