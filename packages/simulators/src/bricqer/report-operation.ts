import { stringify } from "csv-stringify/sync";
import { moneyText } from "./amounts.ts";
import type { StockItem } from "./bricqer-entities.ts";
import { type BricqerWorld, rowKey } from "./bricqer-world.ts";
import { colorOf } from "./colors.ts";
import type { BricqerOperation, Call } from "./operation.ts";

const columns = [
  "Purchase ID",
  "Batch ID",
  "BatchItem ID",
  "Definition ID",
  "Purchase description",
  "Purchase contact",
  "Item Type",
  "Item ID",
  "Color",
  "Color ID",
  "Condition",
  "Completeness",
  "Comments",
  "Original quantity",
  "Remaining quantity",
  "Cost",
  "Price",
  "Location",
  "Description",
];

/** The whole stock as CSV, one row a stock item. */
export const reportOperation: BricqerOperation = {
  name: "definitions/lego/report/unconsolidated-inventory",
  method: "GET",
  right: "stock",
  slash: "either",
  handle(world, { tenant }: Call) {
    const items = world.items.where((item) => item.tenant === tenant.label);
    const rows = items.flatMap((item) => rowOf(world, item));
    const text = stringify([columns, ...rows], { delimiter: world.settings.csvDelimiter });
    return new Response(text, { headers: { "content-type": "text/csv; charset=utf-8" } });
  },
};

// Numbers of items are in capitals here, unlike BrickLink's.
function rowOf(world: BricqerWorld, item: StockItem): (string | number)[][] {
  const definition = world.definitions.get(rowKey(item.tenant, item.definitionId));
  if (definition === undefined) return [];
  const { legoType, legoId, colorId, condition, comment, price, description } = definition;
  return [
    [
      ...[item.purchaseId, item.batchId, item.id, item.definitionId, `Purchase ${item.purchaseId}`, ""],
      ...[legoType, legoId.toUpperCase(), colorOf(colorId)?.name ?? "", colorId ?? "", condition, "", comment ?? ""],
      ...[item.originalQuantity, item.remainingQuantity, "", moneyText(price)],
      ...[world.storages.get(rowKey(item.tenant, item.storageId))?.label ?? "", description],
    ],
  ];
}
