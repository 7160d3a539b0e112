import bwip from "bwip-js/node";

/** A dark rectangle of a symbol, in modules from its top left corner. */
export interface Module {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** A barcode as rectangles: it is drawn as vectors, sharp on every printer. */
export interface Barcode {
  width: number;
  height: number;
  modules: Module[];
}

/** Code 128; null for text that it cannot hold. https://www.gs1.org/standards/barcodes */
export function code128(text: string): Barcode | null {
  if (!/^[ -~]{1,60}$/.test(text)) return null;
  const [symbol] = bwip.raw("code128", text, {});
  if (symbol === undefined || !("sbs" in symbol)) return null;
  const modules: Module[] = [];
  let x = 0;
  for (const [n, width] of symbol.sbs.entries()) {
    if (n % 2 === 0) modules.push({ x, y: 0, width, height: 1 });
    x += width;
  }
  return { width: x, height: 1, modules };
}

/** A QR code of the text; null where it is too long to be read from paper. */
export function qrCode(text: string): Barcode | null {
  if (text === "" || Buffer.byteLength(text) > 500) return null;
  const [symbol] = bwip.raw("qrcode", text, "eclevel=M");
  if (symbol === undefined || !("pixs" in symbol)) return null;
  const { pixs, pixx: width } = symbol;
  const modules: Module[] = [];
  for (const [at, dark] of pixs.entries()) {
    if (dark !== 1) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const last = modules.at(-1);
    // Neighbours are drawn as one, so that no seam shows between them.
    if (last && last.y === y && last.x + last.width === x) last.width += 1;
    else modules.push({ x, y, width: 1, height: 1 });
  }
  return { width, height: Math.ceil(pixs.length / width), modules };
}
