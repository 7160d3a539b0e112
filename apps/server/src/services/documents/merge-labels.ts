import { PDFDocument } from "pdf-lib";

/** One label as it came: the content itself says what it is. */
export interface LabelContent {
  contentType: string;
  content: Uint8Array;
}

/** Several labels as one PDF, each page in its own size. Pictures fill a page of 4 by 6 inches. */
export class LabelSheets {
  readonly #document: PDFDocument;

  private constructor(document: PDFDocument) {
    this.#document = document;
  }

  static async open(about: { title: string; at: Date }): Promise<LabelSheets> {
    const document = await PDFDocument.create();
    document.setTitle(about.title);
    document.setProducer("Counterfoil");
    document.setCreationDate(about.at);
    document.setModificationDate(about.at);
    return new LabelSheets(document);
  }

  get pageCount(): number {
    return this.#document.getPageCount();
  }

  /** Adds all pages of the labels of one order, or none of them. Answers why it could not; null when it could. */
  async add(labels: readonly LabelContent[]): Promise<string | null> {
    const before = this.pageCount;
    try {
      for (const label of labels) await this.#addOne(label);
      return null;
    } catch (error) {
      while (this.pageCount > before) this.#document.removePage(this.pageCount - 1);
      return error instanceof UnprintableLabel ? error.message : "Its label is damaged: it could not be read.";
    }
  }

  async bytes(): Promise<Uint8Array> {
    return await this.#document.save();
  }

  async #addOne({ contentType, content }: LabelContent): Promise<void> {
    if (contentType === "application/pdf") {
      const source = await PDFDocument.load(content);
      for (const page of await this.#document.copyPages(source, source.getPageIndices())) this.#document.addPage(page);
    } else if (contentType === "image/png") this.#addPicture(await this.#document.embedPng(content));
    else if (contentType === "image/jpeg") this.#addPicture(await this.#document.embedJpg(content));
    else throw new UnprintableLabel("Its label is for a label printer (ZPL). Save it from the order's page.");
  }

  #addPicture(picture: Awaited<ReturnType<PDFDocument["embedPng"]>>): void {
    const page = this.#document.addPage([4 * 72, 6 * 72]);
    const { width, height } = picture.scaleToFit(page.getWidth(), page.getHeight());
    const place = { x: (page.getWidth() - width) / 2, y: (page.getHeight() - height) / 2 };
    page.drawImage(picture, { ...place, width, height });
  }
}

class UnprintableLabel extends Error {
  override readonly name = "UnprintableLabel";
}
