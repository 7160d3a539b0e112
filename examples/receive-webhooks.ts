// Has events posted to an address of yours, and prints those whose signature is right. Given a secret, it only receives.
// Behind the address, which is https, something hands requests on to the port.
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createCounterfoilClient, verifyWebhook } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", key = "", address = "", port = "4790", known = ""] = process.argv.slice(2);

async function addWebhook(): Promise<string> {
  const client = createCounterfoilClient({ url, key });
  const events = ["order.created", "line.waiting", "line.oversold", "stock.changed"] as const;
  const { id, secret } = await client.webhooks.add.mutate({ url: address, events: [...events] });
  console.log(`webhook ${id}; keep its secret: ${secret}`);
  return secret;
}

const secret = known === "" ? await addWebhook() : known;
const seen = new Set<string>();

const server = createServer(async (request, response) => {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  try {
    const message = await verifyWebhook({ secret, headers: request.headers, body: Buffer.concat(parts).toString() });
    // Messages may come twice: their id is the same.
    if (!seen.has(message.id)) console.log(message.type, JSON.stringify(message.data));
    seen.add(message.id);
    response.writeHead(204).end();
  } catch (error) {
    response.writeHead(400).end(String(error));
  }
});
server.listen(Number(port), "127.0.0.1", () =>
  console.log(`listening at port ${(server.address() as AddressInfo).port}`),
);
