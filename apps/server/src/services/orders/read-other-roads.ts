import type { Database, OrderRow } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServiceContext } from "../context.ts";
import type { OtherRoadView } from "./order-views.ts";

/** The other orders of the same sale: the one that counts first. */
export async function readOtherRoads(
  tx: Transaction<Database>,
  { connectors }: Pick<ServiceContext, "connectors">,
  { id, same_sale_as }: Pick<OrderRow, "id" | "same_sale_as">,
): Promise<OtherRoadView[]> {
  const counted = same_sale_as ?? id;
  const rows = await tx
    .selectFrom("orders")
    .select(["id", "platform", "external_id", "same_sale_as"])
    .where((eb) => eb.or([eb("id", "=", counted), eb("same_sale_as", "=", counted)]))
    .where("id", "<>", id)
    .orderBy((eb) => eb("same_sale_as", "is not", null))
    .orderBy("created_at")
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, platform: row.platform, platformOrderId: row.external_id, counts: row.same_sale_as === null },
    takesParcels: connectors.get(row.platform).manifest.capabilities.fulfillment,
  }));
}
