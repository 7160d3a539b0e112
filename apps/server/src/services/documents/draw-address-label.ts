import type { Address } from "@counterfoil/core/model";
import { addressLines } from "./address-lines.ts";
import { code128, qrCode } from "./barcodes.ts";
import type { DocumentOrder } from "./document-orders.ts";
import type { DocumentWriter, TextStyle } from "./document-writer.ts";
import { type PageSize, type PageSizeName, pageSizes } from "./page-size.ts";

/** An order that has an address. */
export type AddressedOrder = DocumentOrder & { shipTo: Address };

/** Draws labels one to a page; A4 holds four of A6, to be cut. */
export function drawAddressLabels(writer: DocumentWriter, orders: readonly AddressedOrder[], size: PageSizeName): void {
  const perPage = size === "a4" ? 4 : 1;
  const label: PageSize = size === "a4" ? pageSizes.a6 : pageSizes[size];
  for (const [n, order] of orders.entries()) {
    const place = n % perPage;
    if (place === 0) writer.newPage();
    if (place === 0 && perPage > 1) writer.cutLines(label);
    drawLabel(writer, order, { x: (place % 2) * label.width, y: Math.floor(place / 2) * label.height, label });
  }
}

function drawLabel(
  writer: DocumentWriter,
  order: AddressedOrder,
  { x, y, label }: { x: number; y: number; label: PageSize },
): void {
  const margin = 18;
  const left = x + margin;
  const width = label.width - 2 * margin;
  const from = `From ${order.shopName}`;
  const below = writer.text(from, { x: left, y: y + margin, width, maxLines: 1 }, { size: 8, dim: true }) + 4;
  writer.rule(below, { from: left, to: left + width });
  const side = 58;
  const codesTop = y + label.height - margin - side - 12;
  drawAddress(writer, order.shipTo, { x: left, y: below + 16, width, room: codesTop - below - 24 });
  drawCodes(writer, order, { x: left, y: codesTop, width, side });
}

/** As large as it fits, so that it can be read from a step away. */
function drawAddress(
  writer: DocumentWriter,
  address: Address,
  { x, y, width, room }: { x: number; y: number; width: number; room: number },
): void {
  const lines = addressLines(address);
  const styleOf = (n: number, size: number): TextStyle => ({ size, bold: n === 0 || n === lines.length - 1 });
  const heightAt = (size: number) =>
    lines.reduce(
      (sum, line, n) => sum + writer.heightOf(writer.linesOf(line, width, styleOf(n, size)).length, { size }),
      0,
    );
  const size = [17, 15, 13, 11, 9, 7.5, 6].find((candidate) => heightAt(candidate) <= room) ?? 5;
  let top = y;
  for (const [n, line] of lines.entries()) top = writer.text(line, { x, y: top, width }, styleOf(n, size));
}

function drawCodes(
  writer: DocumentWriter,
  order: DocumentOrder,
  { x, y, width, side }: { x: number; y: number; width: number; side: number },
): void {
  const [bars, square] = [code128(order.number), qrCode(order.number)];
  const barsWidth = width - side - 18;
  if (bars !== null) writer.symbol(bars, { x, y: y + 4, width: barsWidth, height: side - 20 });
  if (square !== null) writer.symbol(square, { x: x + width - side, y, width: side, height: side });
  const text = `${order.number} · ${order.platformName}`;
  writer.text(text, { x, y: y + side - 10, width: barsWidth, maxLines: 1 }, { size: 7.5 });
}
