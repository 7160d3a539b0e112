import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** An answer of the platform on its way back. */
export interface PassedAnswer {
  method: string;
  path: string;
  status: number;
  body: string;
}

/** A door before a simulator: what the simulator cannot be told to answer, this changes on the way. */
export interface AnswerChanger {
  origin: string;
  /** Changes answers from now on; null passes all as they are. */
  change(how: ((answer: PassedAnswer) => Pick<PassedAnswer, "status" | "body">) | null): void;
  stop(): Promise<void>;
}

/** Opens the door on a free loopback port. Requests go on as they are, so that signatures hold. */
export async function startAnswerChanger(simulators: string): Promise<AnswerChanger> {
  let how: Parameters<AnswerChanger["change"]>[0] = null;
  const server = createServer(async (request, response) => {
    const { method = "GET", url = "/" } = request;
    const body = method === "GET" || method === "HEAD" ? {} : { body: await readBody(request) };
    const answer = await fetch(new URL(url, simulators), {
      method,
      headers: headersOf(request),
      redirect: "manual",
      ...body,
    });
    const passed = { method, path: url, status: answer.status, body: await answer.text() };
    const changed = how === null ? passed : how(passed);
    const headers = Object.fromEntries(
      [...answer.headers].filter(([name]) => !/^(content-(length|encoding)|transfer-encoding|connection)$/.test(name)),
    );
    response.writeHead(changed.status, headers).end(changed.body);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    change: (next) => {
      how = next;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new Uint8Array(Buffer.concat(chunks));
}

function headersOf({ headers }: IncomingMessage): Record<string, string> {
  const kept = Object.entries(headers).filter(
    ([name]) => !/^(host|connection|content-length|transfer-encoding)$/.test(name),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, String(value)]));
}
