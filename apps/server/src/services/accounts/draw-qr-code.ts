import bwip from "bwip-js/node";

/** A QR code as an SVG picture, dark on white in every colour scheme, with its quiet zone. */
export function drawQrCode(text: string): string {
  return bwip.toSVG({ bcid: "qrcode", text, padding: 4, backgroundcolor: "FFFFFF" });
}
