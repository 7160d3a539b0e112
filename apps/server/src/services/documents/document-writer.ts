import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import fontkit from "@pdf-lib/fontkit";
import { PDFDocument, type PDFFont, type PDFPage, rgb } from "pdf-lib";
import type { Barcode } from "./barcodes.ts";
import type { PageSize } from "./page-size.ts";
import { printable, visualRuns, wrapText } from "./printable-text.ts";

const require = createRequire(import.meta.url);
const fontFiles = {
  regular: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf"),
  bold: require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf"),
} as const;
const black = rgb(0, 0, 0);
const gray = rgb(0.42, 0.4, 0.42);
const lineHeight = 1.28;

export interface TextStyle {
  size: number;
  bold?: boolean;
  /** Quiet text. */
  dim?: boolean;
}

/** Where text goes: `y` is its top, from the top of the page. */
export interface TextPlace {
  x: number;
  y: number;
  width: number;
  /** More lines than this are cut off with an ellipsis. */
  maxLines?: number;
}

/** A PDF being written, from the top of each page downwards, in a font that covers Latin, Greek and Cyrillic. */
export class DocumentWriter {
  readonly size: PageSize;
  /** Characters that were printed as a sign instead. */
  readonly missing = new Set<string>();
  readonly #document: PDFDocument;
  readonly #fonts: Record<keyof typeof fontFiles, PDFFont>;
  readonly #known: ReadonlySet<number>;
  #page: PDFPage | null = null;

  private constructor(document: PDFDocument, fonts: Record<keyof typeof fontFiles, PDFFont>, size: PageSize) {
    this.#document = document;
    this.#fonts = fonts;
    this.#known = new Set(fonts.regular.getCharacterSet());
    this.size = size;
  }

  static async open(size: PageSize, about: { title: string; at: Date }): Promise<DocumentWriter> {
    const document = await PDFDocument.create();
    document.registerFontkit(fontkit);
    document.setTitle(about.title);
    document.setProducer("Counterfoil");
    document.setCreationDate(about.at);
    document.setModificationDate(about.at);
    const [regular, bold] = await Promise.all([embed(document, "regular"), embed(document, "bold")]);
    return new DocumentWriter(document, { regular, bold }, size);
  }

  newPage(): void {
    this.#page = this.#document.addPage([this.size.width, this.size.height]);
  }

  get pageCount(): number {
    return this.#document.getPageCount();
  }

  /** Writes text, broken into lines; gives the place below it. */
  text(text: string, { x, y, width, maxLines }: TextPlace, style: TextStyle): number {
    const lines = this.linesOf(text, width, style);
    const shown = maxLines === undefined ? lines : lines.slice(0, maxLines);
    if (shown.length < lines.length) shown.push(`${shown.pop() ?? ""}\u2026`);
    for (const [n, line] of shown.entries()) this.#line(line, { x, y: y + n * style.size * lineHeight }, style);
    return y + shown.length * style.size * lineHeight;
  }

  /** The lines that a text takes in a width. */
  linesOf(text: string, width: number, style: TextStyle): string[] {
    const { text: shown, missing } = printable(text, (codePoint) => this.#known.has(codePoint));
    for (const character of missing) this.missing.add(character);
    return wrapText(shown, (line) => this.widthOf(line, style) <= width);
  }

  widthOf(line: string, style: TextStyle): number {
    return visualRuns(line).reduce((sum, run) => sum + this.#font(style).widthOfTextAtSize(run.text, style.size), 0);
  }

  /** The height of so many lines. */
  heightOf(lines: number, { size }: TextStyle): number {
    return lines * size * lineHeight;
  }

  symbol(symbol: Barcode, { x, y, width, height }: { x: number; y: number; width: number; height: number }): void {
    const [across, down] = [width / symbol.width, height / symbol.height];
    for (const dark of symbol.modules)
      this.#now.drawRectangle({
        ...{ x: x + dark.x * across, y: this.#up(y + (dark.y + dark.height) * down) },
        ...{ width: dark.width * across, height: dark.height * down, color: black },
      });
  }

  rule(y: number, { from, to, thickness = 0.6 }: { from: number; to: number; thickness?: number }): void {
    const end = { x: to, y: this.#up(y) };
    this.#now.drawLine({ start: { x: from, y: this.#up(y) }, end, thickness, color: gray });
  }

  /** Hairlines where a sheet is cut into labels of a size. */
  cutLines({ width, height }: PageSize): void {
    this.rule(height, { from: 0, to: this.size.width, thickness: 0.3 });
    const start = { x: width, y: 0 };
    this.#now.drawLine({ start, end: { x: width, y: this.size.height }, thickness: 0.3, color: gray });
  }

  /** An empty box to tick. */
  box({ x, y, side }: { x: number; y: number; side: number }): void {
    const color = { borderColor: black, borderWidth: 0.8 };
    this.#now.drawRectangle({ x, y: this.#up(y + side), width: side, height: side, ...color });
  }

  async bytes(): Promise<Uint8Array> {
    return await this.#document.save();
  }

  get #now(): PDFPage {
    if (this.#page === null) this.newPage();
    return this.#page as PDFPage;
  }

  #up(y: number): number {
    return this.size.height - y;
  }

  #font({ bold }: TextStyle): PDFFont {
    return this.#fonts[bold === true ? "bold" : "regular"];
  }

  #line(line: string, { x, y }: { x: number; y: number }, style: TextStyle): void {
    const font = this.#font(style);
    let at = x;
    for (const { text } of visualRuns(line)) {
      const place = { x: at, y: this.#up(y + style.size * 0.93) };
      this.#now.drawText(text, { ...place, size: style.size, font, color: style.dim ? gray : black });
      at += font.widthOfTextAtSize(text, style.size);
    }
  }
}

async function embed(document: PDFDocument, font: keyof typeof fontFiles): Promise<PDFFont> {
  const bytes = await readFile(fontFiles[font]);
  return await document.embedFont(bytes, { subset: true });
}
