import type { Shipment } from "../flipkart-entities.ts";
import { badRequest } from "../flipkart-errors.ts";
import type { FlipkartWorld } from "../flipkart-world.ts";
import type { FlipkartContext, FlipkartOperation } from "../operation.ts";
import { pageOf, readToken, writeToken } from "../paging.ts";
import { idList, readBody } from "../read-body.ts";
import {
  byWish,
  cancellationFits,
  type FilterRequest,
  filterRequestSchema,
  refuseContradictions,
  shipmentFits,
} from "./filter-request.ts";
import { cancelledView, detailView, shipmentView } from "./shipment-view.ts";

const MOST_IDS = 100;

/** Reading shipments: search, next page, by ids, addresses. */
export function searchOperations(world: FlipkartWorld): FlipkartOperation[] {
  return [
    {
      operation: "searchShipments",
      method: "POST",
      path: "/v3/shipments/filter",
      async handle(c) {
        const request = await readBody(c, filterRequestSchema);
        return search(world, c, { request, raw: await c.req.json(), offset: 0 });
      },
    },
    {
      operation: "searchShipmentsNext",
      method: "GET",
      path: "/v3/shipments/filter",
      handle(c) {
        const token = c.req.query("next_token") ?? "";
        const { query, offset } = readToken(token, filterRequestSchema);
        return search(world, c, { request: query, raw: rawQuery(token), offset });
      },
    },
    {
      operation: "getShipmentsByIds",
      method: "GET",
      path: "/v3/shipments",
      handle: (c) => answer(world, c, { shipments: byIds(world, c).map((shipment) => shipmentView(world, shipment)) }),
    },
    {
      operation: "getShipmentDetails",
      method: "GET",
      path: "/v3/shipments/:shipmentIds",
      handle(c) {
        const found = idList(c.req.param("shipmentIds"), MOST_IDS).flatMap((id) => world.shipments.get(id) ?? []);
        return c.json({ shipments: found.map((shipment) => detailView(world, shipment)) });
      },
    },
  ];
}

// The token keeps the query as it was sent: dates are parsed anew with each page.
function rawQuery(token: string): unknown {
  return (JSON.parse(Buffer.from(token, "base64").toString()) as { query: unknown }).query;
}

function search(
  world: FlipkartWorld,
  c: FlipkartContext,
  { request, raw, offset }: { request: FilterRequest; raw: unknown; offset: number },
) {
  refuseContradictions(request);
  const { filter, pagination, sort } = request;
  const found = world.shipments.where((shipment) => shipmentFits(filter, shipment)).sort(byWish(sort));
  const { rows, nextOffset } = pageOf(c, found, { offset, size: pagination.pageSize });
  const view = (shipment: Shipment) =>
    filter.type === "cancelled"
      ? cancelledView(world, shipment, cancellationFits(filter))
      : shipmentView(world, shipment);
  return answer(world, c, {
    hasMore: nextOffset !== null,
    // Relative, and without /sellers, as production gives it.
    nextPageUrl: nextOffset === null ? null : `/v3/shipments/filter?next_token=${writeToken(raw, nextOffset)}`,
    shipments: rows.map(view),
  });
}

function byIds(world: FlipkartWorld, c: FlipkartContext): Shipment[] {
  const given = ["shipmentIds", "orderItemIds", "orderIds"].filter((name) => c.req.query(name) !== undefined);
  const [name] = given;
  if (name === undefined || given.length > 1) {
    throw badRequest("Exactly one of shipmentIds, orderItemIds and orderIds must be given");
  }
  const ids = new Set(idList(c.req.query(name), MOST_IDS));
  return world.shipments.where(({ shipmentId, orderId, items }) => {
    if (name === "shipmentIds") return ids.has(shipmentId);
    return name === "orderIds" ? ids.has(orderId) : items.some(({ orderItemId }) => ids.has(orderItemId));
  });
}

// Production writes quantities as 1.0, which JSON made in JavaScript cannot.
function answer(world: FlipkartWorld, c: FlipkartContext, body: unknown) {
  const text = JSON.stringify(body);
  const wire = world.behaviour.floatQuantities ? text.replace(/"quantity":(\d+)/g, '"quantity":$1.0') : text;
  return c.body(wire, 200, { "content-type": "application/json" });
}
