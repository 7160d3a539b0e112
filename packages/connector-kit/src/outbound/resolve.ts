import { lookup } from "node:dns";

/** How names are resolved: the form of `lookup` of `node:dns`, always for all addresses. */
export type Resolve = (
  hostname: string,
  options: { all: true },
  callback: (error: Error | null, addresses: { address: string; family: number }[]) => void,
) => void;

/** As the system resolves. */
export const systemResolve: Resolve = (hostname, options, callback) => lookup(hostname, options, callback);
