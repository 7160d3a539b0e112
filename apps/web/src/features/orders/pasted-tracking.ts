/** One pasted row: which order, its number, and the carrier where one was given. */
export interface PastedRow {
  order: string;
  trackingNumber: string;
  carrier: string;
}

const heading = /order|number|tracking|carrier|courier/i;

/** Splits one line at tabs, else at semicolons, else at commas; quoted parts stay whole. */
function cells(line: string): string[] {
  const separator = ["\t", ";", ","].find((sign) => line.includes(sign)) ?? "\t";
  const parts: string[] = [];
  let part = "";
  let quoted = false;
  for (const sign of line) {
    if (sign === '"') quoted = !quoted;
    else if (sign === separator && !quoted) {
      parts.push(part);
      part = "";
    } else part += sign;
  }
  return [...parts, part].map((text) => text.trim());
}

/** Reads rows copied from a spreadsheet or a CSV file: order, tracking number and, if there is a third column, carrier. */
export function readPastedTracking(text: string): PastedRow[] {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const rows = lines
    .map(cells)
    .map(([order = "", trackingNumber = "", carrier = ""]) => ({ order, trackingNumber, carrier }));
  const [first, ...rest] = rows;
  const isHeading =
    first !== undefined &&
    heading.test(first.order) &&
    (first.trackingNumber === "" || heading.test(first.trackingNumber));
  return (isHeading ? rest : rows).filter(({ order }) => order !== "");
}
