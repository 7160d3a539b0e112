import type { DocumentWriter, TextStyle } from "./document-writer.ts";

/** One thing to fetch from one place, for one order or several. */
export interface Pick {
  quantity: number;
  title: string;
  sku: string | null;
  orders: string[];
}

/** What lies at one location; null is the group of units whose location is not known. */
export interface PickGroup {
  location: string | null;
  /** Said instead of a location. */
  name: string;
  picks: Pick[];
}

const base: TextStyle = { size: 9 };
const small: TextStyle = { size: 7.5, dim: true };

/** A pick list: places in walking order, with a box to tick for each thing. */
export function drawPickList(
  writer: DocumentWriter,
  groups: readonly PickGroup[],
  head: { title: string; at: string },
): void {
  const margin = writer.size.width > 400 ? 42 : 18;
  const width = writer.size.width - 2 * margin;
  const bottom = writer.size.height - margin;
  const startPage = () => {
    writer.newPage();
    const y = writer.text(head.title, { x: margin, y: margin, width, maxLines: 1 }, { size: 14, bold: true });
    return writer.text(`${head.at} · page ${writer.pageCount}`, { x: margin, y, width, maxLines: 1 }, small) + 8;
  };
  let y = startPage();
  for (const group of groups) {
    if (y + 46 > bottom) y = startPage();
    y = drawGroupHead(writer, group, { x: margin, y, width });
    for (const pick of group.picks) {
      const height = pickHeight(writer, pick, width);
      if (y + height > bottom) y = drawGroupHead(writer, group, { x: margin, y: startPage(), width });
      drawPick(writer, pick, { x: margin, y, width });
      y += height;
    }
    y += 6;
  }
  if (groups.length === 0) writer.text("Nothing waits to be picked.", { x: margin, y, width }, base);
}

interface Place {
  x: number;
  y: number;
  width: number;
}

function drawGroupHead(writer: DocumentWriter, { name, picks }: PickGroup, { x, y, width }: Place): number {
  const units = picks.reduce((sum, { quantity }) => sum + quantity, 0);
  const below = writer.text(name, { x, y, width: width - 60, maxLines: 1 }, { size: 11, bold: true });
  const told = `${units} to pick`;
  const toldWidth = writer.widthOf(told, small);
  writer.text(told, { x: x + width - toldWidth, y: y + 2, width: toldWidth + 1, maxLines: 1 }, small);
  writer.rule(below + 1, { from: x, to: x + width });
  return below + 5;
}

function titleWidthOf(width: number): number {
  return width - 46;
}

function detailOf({ sku, orders }: Pick): string {
  return [sku, `${orders.length === 1 ? "order" : "orders"} ${orders.join(", ")}`]
    .filter((part) => part !== null)
    .join(" · ");
}

function pickHeight(writer: DocumentWriter, pick: Pick, width: number): number {
  const titles = writer.linesOf(pick.title, titleWidthOf(width), base).length;
  const details = Math.min(3, writer.linesOf(detailOf(pick), titleWidthOf(width), small).length);
  return writer.heightOf(titles, base) + writer.heightOf(details, small) + 6;
}

function drawPick(writer: DocumentWriter, pick: Pick, { x, y, width }: Place): void {
  writer.box({ x, y: y + 1, side: 10 });
  writer.text(`${pick.quantity}\u00d7`, { x: x + 18, y, width: 26, maxLines: 1 }, { ...base, bold: true });
  const below = writer.text(pick.title, { x: x + 46, y, width: titleWidthOf(width) }, base);
  writer.text(detailOf(pick), { x: x + 46, y: below, width: titleWidthOf(width), maxLines: 3 }, small);
}
