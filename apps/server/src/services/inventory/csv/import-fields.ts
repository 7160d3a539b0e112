import type { IdentifierType } from "@counterfoil/core/model";

/** What a column of the file may hold. */
export interface ImportField {
  name: ImportFieldName;
  label: string;
  required: boolean;
  /** Header texts that mean this field, without case, spaces and punctuation. */
  aliases: readonly string[];
}

/** The identifier types that have a column of their own. */
export const identifierFields = {
  set_number: "Set number",
  minifigure_number: "Minifigure number",
  part_number: "Part number",
  color: "Colour",
  asin: "ASIN",
  gtin: "Barcode (EAN, UPC)",
  isbn: "ISBN",
  model_number: "Model number",
  brand: "Brand",
  bricklink_item: "BrickLink item number",
  boid: "Brick Owl item (BOID)",
} as const satisfies Readonly<Record<IdentifierType, string>>;

const plainFields = [
  "id",
  "sku",
  "title",
  "quantity",
  "status",
  "condition",
  "location",
  "unit_cost",
  "unit_cost_currency",
  "asking_price",
  "asking_price_currency",
  "currency",
  "acquired_at",
  "identifiers",
  "listings",
  "image_url",
  "note",
] as const;

export type ImportFieldName = (typeof plainFields)[number] | IdentifierType;

const labels: Readonly<Record<(typeof plainFields)[number], string>> = {
  id: "Id (updates the item)",
  sku: "SKU",
  title: "Title",
  quantity: "Quantity",
  status: "Status",
  condition: "Condition",
  location: "Location",
  unit_cost: "Cost of one unit",
  unit_cost_currency: "Currency of the cost",
  asking_price: "Asking price of one unit",
  asking_price_currency: "Currency of the asking price",
  currency: "Currency",
  acquired_at: "Acquired on",
  identifiers: "Identifiers (type:value; …)",
  listings: "Listings (platform:number; …)",
  image_url: "Picture (web address)",
  note: "Note",
};

const aliases: Readonly<Partial<Record<ImportFieldName, readonly string[]>>> = {
  id: ["counterfoilid"],
  sku: ["customlabel", "customlabelsku", "sellersku", "stockcode", "code", "productcode", "stockkeepingunit"],
  title: ["name", "itemtitle", "itemname", "productname", "producttitle", "product", "description", "setname", "item"],
  quantity: ["qty", "count", "units", "availablequantity", "quantityavailable", "stock", "onhand", "instock", "amount"],
  status: ["state", "stockstatus", "itemstatus"],
  condition: ["itemcondition", "cond", "neworused"],
  location: ["storagelocation", "shelf", "bin", "binlocation", "warehouselocation", "place", "storage"],
  unit_cost: [
    "cost",
    "costprice",
    "purchaseprice",
    "buyprice",
    "pricepaid",
    "paid",
    "unitprice",
    "costperunit",
    "boughtfor",
  ],
  unit_cost_currency: ["costcurrency", "purchasecurrency"],
  asking_price: [
    "price",
    "listprice",
    "startprice",
    "saleprice",
    "sellingprice",
    "currentprice",
    "listingprice",
    "rrp",
  ],
  asking_price_currency: ["pricecurrency", "listingcurrency"],
  currency: ["currencycode"],
  acquired_at: [
    "acquired",
    "acquiredon",
    "purchasedate",
    "datepurchased",
    "boughton",
    "dateacquired",
    "date",
    "received",
  ],
  image_url: ["image", "picture", "photo", "imgurl", "imageurl", "pictureurl", "photourl"],
  note: ["notes", "comment", "comments", "remarks", "remark", "privatenotes"],
  listings: ["listing", "listingids"],
  set_number: ["setnum", "setno", "set", "legoset", "legosetnumber", "number", "setid"],
  minifigure_number: ["minifig", "minifignumber", "fignum", "minifigno", "minifigure"],
  part_number: ["partnum", "partno", "part", "designid"],
  color: ["colour", "colorname", "colourname"],
  gtin: ["ean", "upc", "barcode", "ean13", "gtin13"],
  model_number: ["model", "mpn", "modelno"],
  bricklink_item: ["bricklinkid", "blid", "blitem", "bricklinkitemnumber"],
  boid: ["brickowlid"],
};

function field(name: ImportFieldName, label: string): ImportField {
  return { name, label, required: name === "title", aliases: [plainName(name), ...(aliases[name] ?? [])] };
}

/** Every field of an import, in the order the page shows them. */
export const importFields: readonly ImportField[] = [
  ...plainFields.slice(0, 13).map((name) => field(name, labels[name])),
  ...Object.entries(identifierFields).map(([name, label]) => field(name as IdentifierType, label)),
  ...plainFields.slice(13).map((name) => field(name, labels[name])),
];

/** A header without case, spaces and punctuation. */
export function plainName(header: string): string {
  return header.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
}
