import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { selfSignedCertificate } from "./self-signed-certificate.ts";

/** Key and certificate that stand for Amazon SNS; made anew for each simulator, at first use. */
export interface SnsIdentity {
  /** PEM, as served at the certificate's address. */
  certificate(): string;
  /** Base64 signature of a message: version 1 is SHA-1, version 2 SHA-256. */
  sign(version: "1" | "2", canonical: string): string;
}

export function createSnsIdentity(): SnsIdentity {
  let made: { privateKey: KeyObject; publicKey: KeyObject; certificate: string } | undefined;
  const identity = () => {
    if (made !== undefined) return made;
    const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const subject = {
      commonName: "sns.amazonaws.com",
      from: new Date("2020-01-01T00:00:00Z"),
      to: new Date("2049-12-31T00:00:00Z"),
    };
    made = { ...keys, certificate: selfSignedCertificate(keys, subject) };
    return made;
  };
  return {
    certificate: () => identity().certificate,
    sign: (version, canonical) =>
      sign(version === "1" ? "sha1" : "sha256", Buffer.from(canonical), identity().privateKey).toString("base64"),
  };
}
