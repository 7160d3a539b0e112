import { type KeyObject, sign } from "node:crypto";

// Just enough of DER to write one X.509 certificate: node can read certificates but not make them.
const SEQUENCE = 0x30;
const SET = 0x31;
const INTEGER = 0x02;
const BIT_STRING = 0x03;
const NULL = 0x05;
const OID = 0x06;
const UTF8 = 0x0c;
const UTC_TIME = 0x17;
const GENERALIZED_TIME = 0x18;
const VERSION = 0xa0;

const SHA256_WITH_RSA = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b];
const COMMON_NAME = [0x55, 0x04, 0x03];
const YEAR_2050 = 2050;

/** A self-signed X.509 certificate (PEM) over an RSA key, as the notification service would serve it. */
export function selfSignedCertificate(
  keys: { privateKey: KeyObject; publicKey: KeyObject },
  subject: { commonName: string; from: Date; to: Date },
): string {
  const algorithm = node(SEQUENCE, node(OID, Buffer.from(SHA256_WITH_RSA)), node(NULL));
  const name = node(
    SEQUENCE,
    node(SET, node(SEQUENCE, node(OID, Buffer.from(COMMON_NAME)), node(UTF8, Buffer.from(subject.commonName)))),
  );
  const body = node(
    SEQUENCE,
    node(VERSION, node(INTEGER, Buffer.from([2]))),
    node(INTEGER, Buffer.from([1])),
    algorithm,
    name,
    node(SEQUENCE, time(subject.from), time(subject.to)),
    name,
    keys.publicKey.export({ type: "spki", format: "der" }),
  );
  const signature = sign("sha256", body, keys.privateKey);
  const certificate = node(SEQUENCE, body, algorithm, node(BIT_STRING, Buffer.from([0]), signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function node(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([tag]), lengthOf(content.length), content]);
}

function lengthOf(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const bytes = length < 0x100 ? [length] : [length >> 8, length & 0xff];
  return Buffer.from([0x80 | bytes.length, ...bytes]);
}

// Dates before 2050 are written with two digits of the year.
function time(at: Date): Buffer {
  const digits = at.toISOString().replace(/[-:T]|\.\d+/g, "");
  return at.getUTCFullYear() < YEAR_2050
    ? node(UTC_TIME, Buffer.from(digits.slice(2)))
    : node(GENERALIZED_TIME, Buffer.from(digits));
}
