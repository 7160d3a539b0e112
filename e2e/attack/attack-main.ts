// The server as main.ts starts it, with simulators for platforms, names resolved by the suite's own resolver, and one
// loopback address that counts as the public internet and speaks plain HTTP. Every other address is as closed as ever.
import { Resolver } from "node:dns";
import { Agent, request } from "node:http";
import { createPinnedFetch, isPublicAddress, type Resolve } from "@counterfoil/connector-kit/outbound";
import { readConfig } from "../../apps/server/src/config.ts";
import { startServer } from "../../apps/server/src/server.ts";

interface StandIns {
  endpoints: Record<string, string>;
  /** `address:port` of the resolver. */
  resolver: string;
  /** The address that counts as public. */
  open: string;
}

const { endpoints, resolver, open } = JSON.parse(process.env.ATTACK_STAND_INS ?? "{}") as StandIns;
const dns = new Resolver({ timeout: 2000, tries: 1 });
dns.setServers([resolver]);

const resolve: Resolve = (hostname, _, callback) => {
  dns.resolve4(hostname, (error, four = []) => {
    dns.resolve6(hostname, (_error, six = []) => {
      const found = [
        ...four.map((address) => ({ address, family: 4 })),
        ...six.map((address) => ({ address, family: 6 })),
      ];
      callback(found.length === 0 ? (error ?? new Error("no address")) : null, found);
    });
  });
};

const plain = (url: URL, options: object, answered: never) =>
  request(new URL(url.href.replace(/^https:/, "http:")), options, answered);

const outboundFetch = createPinnedFetch({
  resolve,
  isAllowed: (address) => address === open || isPublicAddress(address),
  request: plain as never,
  agent: new Agent() as never,
});
const { url, stop } = await startServer(readConfig(), { endpoints, outboundFetch });
process.stdout.write(`Counterfoil is ready at ${url}\n`);
process.once("SIGTERM", () => void stop().then(() => process.exit(0)));
