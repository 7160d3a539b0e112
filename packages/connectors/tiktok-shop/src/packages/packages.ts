import {
  type CallLimits,
  type CallOptions,
  ConnectorError,
  callLimits,
  type Page,
  readPages,
  readRecords,
} from "@counterfoil/connector-kit";
import { findProvider, type ShippingProviders } from "../fulfillment/shipping-providers.ts";
import { anyAnswerData, withRaw } from "../schemas/envelope.ts";
import type { WireShippingService } from "../schemas/fulfillment.ts";
import { listedPackageSchema, packageDetailSchema, packagePageSchema, trackingSchema } from "../schemas/fulfillment.ts";
import type { TiktokShopClient } from "../tiktok-shop-client.ts";
import { textOrNull } from "../tiktok-shop-values.ts";
import { buyLabel, type ParcelSize, readShippingServices } from "./buy-label.ts";
import { mapPackage, type TiktokShopPackage } from "./map-package.ts";
import { type DocumentWish, fetchDocument, type ShippingDocument } from "./shipping-document.ts";

/** Which packages to list. Times are ISO 8601; `until` is exclusive. */
export interface PackageFilter {
  status?: string;
  updatedFrom?: string;
  updatedUntil?: string;
}

/** What TikTok Shop has beyond the common contract: its packages, their labels, and tracking that can be corrected. */
export interface TiktokShopPackages {
  /** Packages, oldest change first. The cursor is TikTok Shop's page token. */
  list(filter?: PackageFilter, options?: CallOptions): AsyncIterable<Page<TiktokShopPackage>>;
  get(packageId: string, options?: CallOptions): Promise<TiktokShopPackage>;
  /** A label or slip, for TikTok Shop's own shipping and after the package was shipped. */
  document(packageId: string, wish?: DocumentWish, options?: CallOptions): Promise<ShippingDocument>;
  /** Services by which TikTok Shop would ship, in countries where the seller buys the label (US, UK, EU). */
  shippingServices(orderId: string, parcel: ParcelSize, options?: CallOptions): Promise<readonly WireShippingService[]>;
  /** Buys a label: this costs money. */
  buyLabel(
    order: { orderId: string; serviceId: string; parcel: ParcelSize },
    options?: CallOptions,
  ): Promise<{ packageId: string | null }>;
  /** Another carrier or number for a parcel of the seller's own, within 72 hours of shipping. */
  correctTracking(
    change: { packageId: string; carrier: string; trackingNumber: string },
    options?: CallOptions,
  ): Promise<void>;
  /** What the carrier has told of an order, latest as TikTok Shop orders it. */
  tracking(orderId: string, options?: CallOptions): Promise<{ description: string; at: string | null }[]>;
}

const pageSize = 50;

export interface PackagesParts {
  client: TiktokShopClient;
  providers: ShippingProviders;
  apiOrigin: string;
  now: () => number;
}

export function createPackages({ client, providers, apiOrigin, now }: PackagesParts): TiktokShopPackages {
  return {
    async *list(filter = {}, options) {
      const limits = callLimits(options, now);
      const body = filterBody(filter);
      yield* readPages<TiktokShopPackage, { token: string | null }>({
        first: { token: null },
        fetch: ({ token }) => fetchPage(client, { token, body }, limits),
        cursor: (next) => next?.token ?? "",
        keyOf: ({ externalId }) => externalId,
      });
    },
    get: async (packageId, options) => (await readPackage(client, packageId, callLimits(options, now))).mapped,
    document: (packageId, wish = {}, options) =>
      fetchDocument(client, { packageId, wish, apiOrigin }, callLimits(options, now)),
    shippingServices: (orderId, parcel, options) =>
      readShippingServices(client, { orderId, parcel }, callLimits(options, now)),
    buyLabel: (order, options) => buyLabel(client, order, callLimits(options, now)),
    correctTracking: (change, options) => correctTracking({ client, providers }, change, callLimits(options, now)),
    async tracking(orderId, options) {
      const operation = "GET /fulfillment/202309/orders/{order_id}/tracking";
      const path = `/fulfillment/202309/orders/${encodeURIComponent(orderId)}/tracking`;
      const request = { operation, path, lane: "refresh_catalogue", data: trackingSchema } as const;
      const data = await client.call(request, callLimits(options, now));
      return (data?.tracking ?? []).map(({ description, update_time_millis: at }) => ({
        description: textOrNull(description) ?? "",
        at: at ? new Date(at).toISOString() : null,
      }));
    },
  };
}

function filterBody({ status, updatedFrom, updatedUntil }: PackageFilter) {
  return {
    ...(status !== undefined && { package_status: status }),
    ...(updatedFrom !== undefined && { update_time_ge: Math.floor(Date.parse(updatedFrom) / 1000) }),
    ...(updatedUntil !== undefined && { update_time_lt: Math.floor(Date.parse(updatedUntil) / 1000) }),
  };
}

async function fetchPage(
  client: TiktokShopClient,
  { token, body }: { token: string | null; body: object },
  limits: CallLimits,
) {
  const page = await client.call(
    {
      operation: "POST /fulfillment/202309/packages/search",
      lane: "read_orders",
      effect: "read",
      query: { page_size: pageSize, page_token: token, sort_field: "update_time", sort_order: "ASC" },
      ...(Object.keys(body).length > 0 && { json: body }),
      data: packagePageSchema,
    },
    limits,
  );
  const { items, problems } = readRecords(page?.packages ?? [], {
    schema: listedPackageSchema,
    map: mapPackage,
    idOf: (raw) => String((raw as { id?: unknown } | null)?.id ?? "") || null,
  });
  return { items, problems, next: page?.next_page_token ? { token: page.next_page_token } : null };
}

async function readPackage(client: TiktokShopClient, packageId: string, limits: CallLimits) {
  const { wire, raw } = await client.call(
    {
      operation: "GET /fulfillment/202309/packages/{package_id}",
      lane: "send_tracking",
      path: `/fulfillment/202309/packages/${encodeURIComponent(packageId)}`,
      data: withRaw(packageDetailSchema),
    },
    limits,
  );
  // Its detail calls id and status otherwise than the list does.
  const listed = { ...wire, id: wire.package_id, status: wire.package_status };
  return { mapped: mapPackage(listed, raw), deliveryOptionId: textOrNull(wire.delivery_option_id) };
}

async function correctTracking(
  { client, providers }: Pick<PackagesParts, "client" | "providers">,
  change: { packageId: string; carrier: string; trackingNumber: string },
  limits: CallLimits,
): Promise<void> {
  const { deliveryOptionId } = await readPackage(client, change.packageId, limits);
  const known = deliveryOptionId ? await providers.ofOption(deliveryOptionId, limits) : await providers.all(limits);
  const provider = findProvider(change.carrier, known);
  const operation = "POST /fulfillment/202309/packages/{package_id}/shipping_info/update";
  if (!provider) {
    const names = known.map(({ name }) => name).join(", ");
    const message = `TikTok Shop does not know the carrier "${change.carrier}". It takes: ${names || "none"}.`;
    throw new ConnectorError({ code: "rejected", message, operation });
  }
  await client.call(
    {
      operation,
      lane: "send_tracking",
      // The same number again changes nothing.
      effect: "idempotent_write",
      path: `/fulfillment/202309/packages/${encodeURIComponent(change.packageId)}/shipping_info/update`,
      json: { tracking_number: change.trackingNumber.trim(), shipping_provider_id: provider.id },
      data: anyAnswerData,
    },
    limits,
  );
}
