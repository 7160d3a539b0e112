/** The columns of the report that are read, by their English names. */
const wantedColumns = [
  "item-name",
  "seller-sku",
  "price",
  "quantity",
  "item-condition",
  "asin1",
  "fulfillment-channel",
  "status",
] as const;
export type ReportRow = Record<(typeof wantedColumns)[number], string>;

/** The order of the columns in every language: their names are translated in some marketplaces. */
const columnOrder = [
  ...["item-name", "item-description", "listing-id", "seller-sku", "price", "quantity", "open-date", "image-url"],
  ...["item-is-marketplace", "product-id-type", "zshop-shipping-fee", "item-note", "item-condition"],
  ...["zshop-category1", "zshop-browse-path", "zshop-storefront-feature", "asin1", "asin2", "asin3"],
  ...["will-ship-internationally", "expedited-shipping", "zshop-boldface", "product-id"],
  ...["bid-for-featured-placement", "add-delete", "pending-quantity", "fulfillment-channel"],
  ...["merchant-shipping-group", "status"],
];

/** Reads the tab-separated text of `GET_MERCHANT_LISTINGS_ALL_DATA`. Rows without a SKU are left out. */
export function readReportRows(text: string): ReportRow[] {
  const [header = "", ...lines] = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  const names = header.split("\t").map((name) => name.trim().toLowerCase());
  const places = wantedColumns.map((name) => [name, placeOf(name, names)] as const);
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const cells = line.split("\t");
      return Object.fromEntries(places.map(([name, at]) => [name, cells[at]?.trim() ?? ""])) as ReportRow;
    })
    .filter((row) => row["seller-sku"] !== "");
}

function placeOf(name: string, names: readonly string[]): number {
  const named = names.indexOf(name);
  return named === -1 && !names.includes("seller-sku") ? columnOrder.indexOf(name) : named;
}
