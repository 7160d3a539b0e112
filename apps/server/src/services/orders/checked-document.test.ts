import { expect, test } from "vitest";
import { checkedDocument } from "./checked-document.ts";

const latin = (text: string) => new Uint8Array(Buffer.from(text, "latin1"));

test.each([
  ["%PDF-1.7 …", "application/pdf", "pdf"],
  ["\u0089PNG\r\n\u001a\n…", "image/png", "png"],
  ["\u00ff\u00d8\u00ff\u00e0…", "image/jpeg", "jpg"],
  ["^XA^FO50^XZ", "application/zpl", "zpl"],
])("%s is handed on as %s", (content, contentType, extension) => {
  expect(checkedDocument(latin(content), "Shop")).toEqual({ contentType, extension });
});

test.each(["<html><script>", "", "MZ", " %PDF-1.7"])("%j is not handed on", (content) => {
  expect(() => checkedDocument(latin(content), "Shop")).toThrow(/neither a PDF nor a picture/);
});

test("a document of any size is not handed on", () => {
  const huge = new Uint8Array(10 * 1024 * 1024 + 1);
  huge.set(latin("%PDF-1.7"));
  expect(() => checkedDocument(huge, "Shop")).toThrow(/more than 10 MB/);
});
