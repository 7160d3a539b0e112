import { unavailable } from "../service-error.ts";

const mebibyte = 1024 * 1024;
const largest = 10 * mebibyte;

interface Kind {
  contentType: string;
  extension: string;
  begins: readonly number[];
}

const bytes = (text: string): number[] => [...Buffer.from(text, "latin1")];

/** What a label may be. A document is what its first bytes say: a header can name anything. */
const kinds: readonly Kind[] = [
  { contentType: "application/pdf", extension: "pdf", begins: bytes("%PDF-") },
  { contentType: "image/png", extension: "png", begins: [0x89, ...bytes("PNG\r\n\u001a\n")] },
  { contentType: "image/jpeg", extension: "jpg", begins: [0xff, 0xd8, 0xff] },
  { contentType: "application/zpl", extension: "zpl", begins: bytes("^XA") },
];

/** Whether content may be handed on as a label, and as what. Throws `unavailable` for anything else, or too much of it. */
export function checkedDocument(content: Uint8Array, platformName: string): { contentType: string; extension: string } {
  if (content.length > largest) {
    throw unavailable(`${platformName} gave a document of more than ${largest / mebibyte} MB, which is no label.`);
  }
  const kind = kinds.find(({ begins }) => begins.every((byte, index) => content[index] === byte));
  if (kind === undefined) {
    throw unavailable(`${platformName} gave something that is neither a PDF nor a picture. Nothing was saved.`);
  }
  return { contentType: kind.contentType, extension: kind.extension };
}
