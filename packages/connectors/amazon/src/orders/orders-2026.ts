import { ConnectorError, jsonBody, readRecords, schemaIssues } from "@counterfoil/connector-kit";
import type { AmazonClient } from "../amazon-client.ts";
import { operationLabel } from "../amazon-operations.ts";
import { textOrNull, timestamp } from "../amazon-values.ts";
import { lacksAddress } from "./map-address.ts";
import { mapOrder } from "./map-order.ts";
import { orderPageSchema, singleOrderSchema, type WireOrder, wireOrderSchema } from "./order-schemas.ts";
import type { OrderSource, SourcedOrder } from "./order-source.ts";
import { isFulfilledByAmazon } from "./order-status.ts";

/** Everything an order is made of, in one call: personal data comes as the application's roles allow. */
const includedData = "BUYER,RECIPIENT,PROCEEDS,PROMOTION,CANCELLATION,FULFILLMENT,PACKAGES,TAX";

export interface Orders2026Options {
  client: AmazonClient;
  /** Also orders that leave from Amazon's own warehouses. */
  includeAmazonFulfilled: boolean;
  fallbackCurrency(): string;
}

/** Orders by the Orders API 2026-01-01. */
export function createOrders2026(options: Orders2026Options): OrderSource {
  const { client } = options;
  const map = (wire: WireOrder, raw: unknown) => mapOrder(wire, { raw, fallbackCurrency: options.fallbackCurrency() });
  return {
    async search(search, limits) {
      const { data } = await client.call(
        {
          operation: "searchOrders",
          lane: "read_orders",
          query: {
            [search.by === "created" ? "createdAfter" : "lastUpdatedAfter"]: search.after,
            marketplaceIds: search.marketplaceIds.join(","),
            fulfilledBy: options.includeAmazonFulfilled ? undefined : "MERCHANT",
            includedData,
            paginationToken: search.pageToken,
          },
          decode: jsonBody(orderPageSchema),
        },
        limits,
      );
      let addressesWithheld = false;
      const read = readRecords(data.orders, {
        schema: wireOrderSchema,
        map(wire, raw) {
          addressesWithheld ||= lacksAddress(wire);
          return map(wire, raw);
        },
        idOf: orderIdOf,
      });
      return {
        ...read,
        nextToken: textOrNull(data.pagination?.nextToken),
        upTo: timestamp(search.by === "created" ? data.createdBefore : data.lastUpdatedBefore),
        addressesWithheld,
      };
    },

    async get(orderId, lane, limits) {
      const { data } = await client.call(
        {
          operation: "getOrder",
          lane,
          path: { orderId },
          query: { includedData },
          decode: jsonBody(singleOrderSchema),
        },
        limits,
      );
      const wire = wireOrderSchema.safeParse(data.order);
      if (!wire.success) throw unreadable(orderId, schemaIssues(wire.error));
      return sourced(wire.data, map(wire.data, data.order));
    },
  };
}

function sourced(wire: WireOrder, order: SourcedOrder["order"]): SourcedOrder {
  const open = order.lines.map((line, index) => {
    const left = line.quantity - (line.quantityShipped ?? 0) - (line.quantityCancelled ?? 0);
    const told = wire.orderItems[index]?.fulfillment?.quantityUnfulfilled ?? left;
    return { lineExternalId: line.externalId, quantity: Math.min(left, told) };
  });
  return {
    order,
    fulfilledByAmazon: isFulfilledByAmazon(wire),
    programs: wire.programs ?? [],
    open: open.filter(({ quantity }) => quantity > 0),
  };
}

function orderIdOf(raw: unknown): string | null {
  const id = (raw as { orderId?: unknown } | null)?.orderId;
  return typeof id === "string" ? id : null;
}

function unreadable(orderId: string, issues: ReturnType<typeof schemaIssues>): ConnectorError {
  const where = issues.map(({ path, message }) => `${path}: ${message}`).join("; ");
  return new ConnectorError({
    code: "bad_response",
    message: `Amazon's answer for order ${orderId} could not be read: ${where}`,
    operation: operationLabel("getOrder"),
    issues,
  });
}
