import {
  type BoughtLabel,
  ConnectorError,
  type ParcelMeasures,
  type ParcelTracking,
  type QuoteRequest,
  type ShippingQuote,
  type ShippingRate,
} from "@counterfoil/connector-kit";
import { type Address, parseMoney } from "@counterfoil/core/model";
import type { WireRate, WireShipment } from "../easypost-schemas.ts";

const gramsPerOunce = 28.349_523_125;
const mmPerInch = 25.4;

/** A request in EasyPost's words: ounces and inches, rounded up to a tenth. */
export function toWireRequest({ from, to, parcel, reference }: QuoteRequest): object {
  return {
    ...{ from_address: toWireAddress(from), to_address: toWireAddress(to), parcel: toWireParcel(parcel), reference },
    options: { label_format: "PDF", label_size: "4x6", print_custom_1: reference.slice(0, 35) },
  };
}

function toWireAddress(address: Address): object {
  const [street1 = "", ...others] = address.lines.length > 0 ? address.lines : (address.raw ?? "").split(/[\r\n]+/);
  return {
    ...{ name: address.name, company: address.company, street1, street2: others.join(", ") || null },
    ...{ city: address.city, state: address.region, zip: address.postalCode, country: address.countryCode },
    phone: address.phone,
  };
}

function toWireParcel({ weightGrams, dimensionsMm }: ParcelMeasures): object {
  const inches = (mm: number) => tenth(mm / mmPerInch);
  return {
    weight: tenth(weightGrams / gramsPerOunce),
    ...(dimensionsMm && {
      length: inches(dimensionsMm.length),
      width: inches(dimensionsMm.width),
      height: inches(dimensionsMm.height),
    }),
  };
}

function tenth(value: number): number {
  return Math.max(0.1, Math.ceil(value * 10 - 1e-9) / 10);
}

/** Offers, cheapest first; offers in two currencies keep the order they came in. */
export function toQuote(shipment: WireShipment): ShippingQuote {
  const rates = (shipment.rates ?? []).map(toRate);
  const oneCurrency = new Set(rates.map(({ price }) => price.currency)).size <= 1;
  return {
    quoteId: shipment.id,
    rates: oneCurrency ? rates.sort((a, b) => a.price.minor - b.price.minor || (a.id < b.id ? -1 : 1)) : rates,
    refusals: (shipment.messages ?? []).map(({ carrier, message }) => ({
      carrier: carrier ?? null,
      message: typeof message === "string" ? message : JSON.stringify(message ?? "No reason was given."),
    })),
  };
}

function toRate({ id, carrier, service, rate, currency, delivery_days: days }: WireRate): ShippingRate {
  return { id, carrier, service, price: priceOf(rate, currency), deliveryDays: days ?? null };
}

function priceOf(rate: string, currency: string) {
  const price = parseMoney(rate, currency.toUpperCase());
  if (price !== null) return price;
  throw new ConnectorError({ code: "bad_response", message: "EasyPost named a price that cannot be read." });
}

const refunds = ["submitted", "refunded", "rejected", "not_applicable"] as const;

/** The label of a shipment; null while none was bought. */
export function toLabel(shipment: WireShipment): BoughtLabel | null {
  const { selected_rate: chosen, postage_label: label } = shipment;
  if (!chosen || !label) return null;
  return {
    ...{ quoteId: shipment.id, carrier: chosen.carrier, service: chosen.service },
    price: priceOf(chosen.rate, chosen.currency),
    trackingNumber: shipment.tracking_code ?? null,
    trackingUrl: shipment.tracker?.public_url ?? null,
    refund: refunds.find((state) => state === shipment.refund_status) ?? null,
  };
}

const statuses: Readonly<Record<string, ParcelTracking["status"]>> = {
  ...{ pre_transit: "pre_transit", in_transit: "in_transit", out_for_delivery: "out_for_delivery" },
  ...{ delivered: "delivered", available_for_pickup: "available_for_pickup", return_to_sender: "returned" },
  ...{ failure: "failed", error: "failed", cancelled: "cancelled" },
};

export function toTracking({ tracker, status, tracking_code: number }: WireShipment): ParcelTracking {
  return {
    trackingNumber: number ?? null,
    status: statuses[tracker?.status ?? status ?? ""] ?? "unknown",
    trackingUrl: tracker?.public_url ?? null,
    estimatedDelivery: tracker?.est_delivery_date ?? null,
  };
}
