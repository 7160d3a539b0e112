import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { getDocument, type PDFPageProxy } from "pdfjs-dist/legacy/build/pdf.mjs";
import { prepareZXingModule, type ReadResult, readBarcodes } from "zxing-wasm/reader";

// The library would fetch its decoder from the network.
const decoder = createRequire(import.meta.url).resolve("zxing-wasm/reader/zxing_reader.wasm");
prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(readFileSync(decoder)).buffer } });

/** A page of a PDF as it looks on paper. */
export interface RenderedPage {
  png: Uint8Array<ArrayBuffer>;
  width: number;
  height: number;
}

type RenderContext = NonNullable<Parameters<PDFPageProxy["render"]>[0]["canvasContext"]>;

// What the library's own factory makes under Node.
interface CanvasFactory {
  create(
    width: number,
    height: number,
  ): { canvas: { width: number; height: number; encode(format: "png"): Promise<Buffer> }; context: RenderContext };
}

/** Renders every page to PNG, 216 dots an inch as a plain label printer has. */
export async function renderPdf(content: Uint8Array): Promise<RenderedPage[]> {
  const document = await getDocument({ data: content.slice(), verbosity: 0 }).promise;
  const pages: RenderedPage[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const viewport = page.getViewport({ scale: 3 });
    const factory = document.canvasFactory as unknown as CanvasFactory;
    const { canvas, context } = factory.create(Math.ceil(viewport.width), Math.ceil(viewport.height));
    await page.render({ canvas: null, canvasContext: context, viewport }).promise;
    pages.push({ png: new Uint8Array(await canvas.encode("png")), width: canvas.width, height: canvas.height });
  }
  await document.loadingTask.destroy();
  return pages;
}

/** What stands on each page. */
export async function textOfPdf(content: Uint8Array): Promise<string[]> {
  const document = await getDocument({ data: new Uint8Array(content), verbosity: 0 }).promise;
  const pages: string[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const { items } = await (await document.getPage(number)).getTextContent();
    pages.push(items.map((item) => ("str" in item ? item.str : "")).join(" "));
  }
  await document.loadingTask.destroy();
  return pages;
}

/** The barcodes that a scanner finds on a page. */
export async function scanPage({ png }: RenderedPage): Promise<Pick<ReadResult, "format" | "text">[]> {
  const found = await readBarcodes(png, { formats: ["Code128", "QRCode"], tryHarder: true, maxNumberOfSymbols: 20 });
  return found.filter(({ isValid }) => isValid).map(({ format, text }) => ({ format, text }));
}
