import type { Shipment } from "./easypost-entities.ts";

/** A one-page PDF of 4 by 6 inches that says what it is of. */
export function labelFile({ id, tracking_code: tracking, selected_rate: rate }: Shipment): Uint8Array<ArrayBuffer> {
  const lines = ["SIMULATED LABEL", `${rate?.carrier ?? ""} ${rate?.service ?? ""}`, tracking ?? "", id];
  const text = lines.map((line, n) => `BT /F1 14 Tf 24 ${380 - n * 28} Td (${line}) Tj ET`).join("\n");
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 288 432] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, n) => {
    const at = file.length;
    file += `${n + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = file.length;
  const table = offsets.map((at) => `${String(at).padStart(10, "0")} 00000 n \n`).join("");
  file += `xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return new TextEncoder().encode(file);
}
