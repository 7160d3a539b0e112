import {
  type BoughtLabel,
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  type ParcelDocument,
  type ShippingProvider,
} from "@counterfoil/connector-kit";
import type { EasypostClient } from "../easypost-client.ts";
import { toLabel, toQuote, toTracking, toWireRequest } from "./map-shipment.ts";

// https://docs.easypost.com/docs/errors: the quote has its label already.
const boughtAlready = /POSTAGE\.EXISTS/;

/** Postage by EasyPost. A quote is a shipment there: it takes one label, so that nothing can be bought twice. */
export function createShipping(client: EasypostClient): ShippingProvider {
  const limitsOf = (options?: CallOptions) => callLimits(options, () => Date.now());
  return {
    rates: async (request, options) => toQuote(await client.create(toWireRequest(request), limitsOf(options))),
    buy: ({ quoteId, rateId }, options) => buy(client, { quoteId, rateId }, limitsOf(options)),
    find: async (quoteId, options) => toLabel(await client.get(quoteId, limitsOf(options))),
    label: (quoteId, options) => label(client, quoteId, limitsOf(options)),
    void: async (quoteId, options) => bought(toLabel(await client.refund(quoteId, limitsOf(options)))),
    track: async (quoteId, options) => toTracking(await client.get(quoteId, limitsOf(options))),
  };
}

async function buy(
  client: EasypostClient,
  { quoteId, rateId }: { quoteId: string; rateId: string },
  limits: CallLimits,
): Promise<BoughtLabel> {
  try {
    return bought(toLabel(await client.buy(quoteId, rateId, limits)));
  } catch (error) {
    if (!ConnectorError.is(error) || !boughtAlready.test(error.platformCode ?? "")) throw error;
    return bought(toLabel(await client.get(quoteId, limits)));
  }
}

function bought(found: BoughtLabel | null): BoughtLabel {
  if (found !== null) return found;
  throw new ConnectorError({ code: "rejected", message: "No label was bought for this parcel at EasyPost." });
}

async function label(client: EasypostClient, quoteId: string, limits: CallLimits): Promise<ParcelDocument> {
  const { trackingNumber } = bought(toLabel(await client.get(quoteId, limits)));
  const { postage_label: made } = await client.asPdf(quoteId, limits);
  const url = made?.label_pdf_url ?? made?.label_url ?? "";
  if (!client.isFileAddress(url))
    throw new ConnectorError({ code: "bad_response", message: "EasyPost named no label file that may be read." });
  const { data, headers } = await client.file(url, limits);
  const contentType = headers.get("content-type") ?? "application/octet-stream";
  return { kind: "label", contentType, content: data, trackingNumber };
}
