import { createSocket } from "node:dgram";
import type { AddressInfo } from "node:net";

/** A DNS server on this machine that lies as the suite wishes. */
export interface LocalResolver {
  /** `address:port`. */
  address: string;
  /** What each question for a name answers, one after the other; the last answer stays. */
  answers: Map<string, string[][]>;
  /** How often each name was asked for. */
  asked: Map<string, number>;
  stop(): void;
}

/** Answers A questions from `answers`, every other question with nothing. */
export async function startLocalResolver(): Promise<LocalResolver> {
  const socket = createSocket("udp4");
  const answers = new Map<string, string[][]>();
  const asked = new Map<string, number>();
  socket.on("message", (question, peer) => {
    const { name, end } = readName(question);
    const isAddress = question.readUInt16BE(end) === 1;
    const addresses = isAddress ? nextAnswer(name) : [];
    socket.send(answerTo(question.subarray(0, end + 4), addresses), peer.port, peer.address);
  });
  const nextAnswer = (name: string): string[] => {
    const times = asked.get(name) ?? 0;
    asked.set(name, times + 1);
    const known = answers.get(name) ?? [];
    return known[Math.min(times, known.length - 1)] ?? [];
  };
  await new Promise<void>((resolve) => socket.bind(0, "127.0.0.1", resolve));
  const { port } = socket.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, answers, asked, stop: () => socket.close() };
}

// RFC 1035, section 4.1: a header of twelve bytes, then the question's name as counted labels.
function readName(message: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = message[at] ?? 0; length > 0; length = message[at] ?? 0) {
    labels.push(message.toString("latin1", at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join(".").toLowerCase(), end: at + 1 };
}

function answerTo(question: Buffer, addresses: readonly string[]): Buffer {
  const head = Buffer.from(question);
  head.writeUInt16BE(0x8180, 2);
  head.writeUInt16BE(addresses.length, 6);
  head.writeUInt32BE(0, 8);
  const records = addresses.map((address) =>
    Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...address.split(".").map(Number)]),
  );
  return Buffer.concat([head, ...records]);
}
