import { addressLines } from "./address-lines.ts";
import { code128, qrCode } from "./barcodes.ts";
import type { DocumentOrder } from "./document-orders.ts";
import type { DocumentWriter, TextStyle } from "./document-writer.ts";

interface Measures {
  margin: number;
  base: TextStyle;
  small: TextStyle;
  title: TextStyle;
}

function measuresOf({ size }: DocumentWriter): Measures {
  const isWide = size.width > 400;
  const base = isWide ? 9.5 : 7.5;
  return {
    margin: isWide ? 42 : 18,
    ...{ base: { size: base }, small: { size: base - 1.5, dim: true }, title: { size: base + 5, bold: true } },
  };
}

/** A packing slip: what is in the parcel, for whom, with the order number to scan. It names no price. */
export function drawPackingSlip(writer: DocumentWriter, order: DocumentOrder): void {
  const measures = measuresOf(writer);
  writer.newPage();
  let y = drawHead(writer, order, measures);
  y = drawTableHead(writer, y, measures);
  for (const line of order.lines) y = drawLine(writer, line, { y, measures, order });
  drawFoot(writer, order, { y: y + 6, measures });
}

function drawHead(writer: DocumentWriter, order: DocumentOrder, { margin, base, small, title }: Measures): number {
  const width = writer.size.width - 2 * margin;
  const half = width * 0.52;
  let y = writer.text(order.shopName, { x: margin, y: margin, width, maxLines: 1 }, title);
  y = writer.text(`Packing slip · ${order.platformName}`, { x: margin, y, width, maxLines: 1 }, small) + base.size;
  const top = y;
  y = writer.text("Ship to", { x: margin, y, width: half }, small);
  const address = order.shipTo === null ? ["No address is known"] : addressLines(order.shipTo);
  for (const [n, line] of address.entries())
    y = writer.text(line, { x: margin, y, width: half }, { ...base, bold: n === 0 });
  const right = margin + width * 0.56;
  const below = drawNumber(writer, order, { x: right, y: top, width: writer.size.width - margin - right });
  return Math.max(y, below) + base.size * 1.4;
}

/** The order's number as text, Code 128 and QR code. */
function drawNumber(
  writer: DocumentWriter,
  order: DocumentOrder,
  { x, y, width }: { x: number; y: number; width: number },
): number {
  const isWide = writer.size.width > 400;
  const label: TextStyle = { size: isWide ? 8 : 6, dim: true };
  let below = writer.text("Order", { x, y, width }, label);
  below = writer.text(order.number, { x, y: below, width }, { size: isWide ? 11 : 8, bold: true });
  below = writer.text(`Placed ${order.placedOn}`, { x, y: below, width }, label) + 3;
  const bars = code128(order.number);
  const height = isWide ? 30 : 22;
  if (bars !== null) {
    writer.symbol(bars, { x, y: below, width, height });
    below += height + 6;
  }
  const square = qrCode(order.number);
  if (square === null) return below;
  const side = isWide ? 54 : 38;
  writer.symbol(square, { x: x + width - side, y: below, width: side, height: side });
  return below + side;
}

function columnsOf(writer: DocumentWriter, { margin }: Measures) {
  const width = writer.size.width - 2 * margin;
  const isWide = writer.size.width > 400;
  const sku = width * (isWide ? 0.24 : 0.28);
  return {
    quantity: margin,
    title: margin + 28,
    titleWidth: width - 28 - sku - 8,
    sku: margin + width - sku,
    skuWidth: sku,
  };
}

function drawTableHead(writer: DocumentWriter, y: number, measures: Measures): number {
  const columns = columnsOf(writer, measures);
  const { margin, small } = measures;
  writer.text("Qty", { x: columns.quantity, y, width: 26 }, small);
  writer.text("Item", { x: columns.title, y, width: columns.titleWidth }, small);
  const below = writer.text("SKU", { x: columns.sku, y, width: columns.skuWidth }, small) + 2;
  writer.rule(below, { from: margin, to: writer.size.width - margin });
  return below + 4;
}

function drawLine(
  writer: DocumentWriter,
  line: DocumentOrder["lines"][number],
  { y, measures, order }: { y: number; measures: Measures; order: DocumentOrder },
): number {
  const columns = columnsOf(writer, measures);
  const { base, small, margin } = measures;
  const rows = Math.max(
    writer.linesOf(line.title, columns.titleWidth, base).length,
    writer.linesOf(line.sku ?? "", columns.skuWidth, base).length,
  );
  const height = writer.heightOf(rows, base) + (line.detail === null ? 0 : writer.heightOf(1, small)) + 8;
  let top = y;
  if (y + height > writer.size.height - margin - writer.heightOf(3, small)) {
    writer.newPage();
    const title = `Order ${order.number}, continued`;
    top = writer.text(title, { x: margin, y: margin, width: writer.size.width - 2 * margin }, { ...base, bold: true });
    top = drawTableHead(writer, top + 6, measures);
  }
  writer.text(String(line.quantity), { x: columns.quantity, y: top, width: 26 }, { ...base, bold: true });
  writer.text(line.sku ?? "", { x: columns.sku, y: top, width: columns.skuWidth }, base);
  let below = writer.text(line.title, { x: columns.title, y: top, width: columns.titleWidth }, base);
  if (line.detail !== null)
    below = writer.text(line.detail, { x: columns.title, y: below, width: columns.titleWidth, maxLines: 1 }, small);
  return Math.max(below, top + writer.heightOf(rows, base)) + 6;
}

function drawFoot(
  writer: DocumentWriter,
  order: DocumentOrder,
  { y, measures }: { y: number; measures: Measures },
): void {
  const { margin, base, small } = measures;
  const width = writer.size.width - 2 * margin;
  const units = order.lines.reduce((sum, { quantity }) => sum + quantity, 0);
  writer.rule(y, { from: margin, to: margin + width });
  const counted = `${units} ${units === 1 ? "unit" : "units"} in ${order.lines.length} ${order.lines.length === 1 ? "line" : "lines"}`;
  const below = writer.text(counted, { x: margin, y: y + 5, width }, { ...base, bold: true });
  if (order.buyerNote === null) return;
  const lines = writer.linesOf(`Buyer’s note: ${order.buyerNote}`, width, small).length;
  const room = Math.floor((writer.size.height - margin - below) / writer.heightOf(1, small));
  if (Math.min(lines, room) > 0)
    writer.text(`Buyer’s note: ${order.buyerNote}`, { x: margin, y: below + 2, width, maxLines: room }, small);
}
