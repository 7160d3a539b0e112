import { crc32, deflateRawSync } from "node:zlib";

const DEFLATE = 8;
const VERSION = 20;
const UTF8_NAME = 0x0800;

/** A zip archive with one deflated file in it. */
export function zipOne(name: string, content: string): Buffer {
  const raw = Buffer.from(content);
  const packed = deflateRawSync(raw);
  const fileName = Buffer.from(name);
  const shared = describe(raw, packed, fileName.length);
  const local = Buffer.concat([uint32(0x04034b50), uint16(VERSION), shared, fileName, packed]);
  const central = Buffer.concat([
    uint32(0x02014b50),
    uint16(VERSION),
    uint16(VERSION),
    shared,
    // Comment length, disk, internal and external attributes, and where the file starts: all zero.
    Buffer.alloc(14),
    fileName,
  ]);
  const end = Buffer.concat([
    uint32(0x06054b50),
    Buffer.alloc(4),
    uint16(1),
    uint16(1),
    uint32(central.length),
    uint32(local.length),
    uint16(0),
  ]);
  return Buffer.concat([local, central, end]);
}

// The fields that the local and the central header have in common, in the same order.
function describe(raw: Buffer, packed: Buffer, nameLength: number): Buffer {
  return Buffer.concat([
    uint16(UTF8_NAME),
    uint16(DEFLATE),
    // Time and date: none.
    Buffer.alloc(4),
    uint32(crc32(raw)),
    uint32(packed.length),
    uint32(raw.length),
    uint16(nameLength),
    uint16(0),
  ]);
}

function uint16(value: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeUInt16LE(value);
  return buffer;
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}
