import type { IncomingMessage } from "node:http";
import { Agent, request as httpsRequest } from "node:https";
import { isIP, type LookupFunction } from "node:net";
import { Readable } from "node:stream";
import { isPublicAddress } from "./public-address.ts";
import { type Resolve, systemResolve } from "./resolve.ts";

type Fetch = typeof globalThis.fetch;

export interface PinnedFetchOptions {
  /** Default: the system's. */
  resolve?: Resolve | undefined;
  /** Which addresses may be called; default the public internet. */
  isAllowed?: (address: string) => boolean;
  /** Makes the request; default HTTPS. */
  request?: typeof httpsRequest;
  /** Keeps connections; default one of its own, since a connection that others opened was checked by nobody. */
  agent?: Agent;
}

/** A name led to an address that must not be called. */
export class ClosedAddress extends Error {
  override readonly name = "ClosedAddress";
  /** Counts as a failure to connect: nothing was sent. */
  readonly code = "EHOSTUNREACH";
}

/**
 * A `fetch` that connects to the very address it has checked, so that a name cannot lead to the public internet when it
 * is checked and into a private network when it is called. Redirects are not followed.
 */
export function createPinnedFetch(options: PinnedFetchOptions = {}): Fetch {
  const { resolve = systemResolve, isAllowed = isPublicAddress, request = httpsRequest } = options;
  const agent = options.agent ?? new Agent({ keepAlive: true });
  const lookUp = checkedLookup(resolve, isAllowed);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    const headers = Object.fromEntries(new Headers(init?.headers));
    // No name is looked up for an address that is written out.
    const literal = url.hostname.replace(/^\[|\]$/g, "");
    if (isIP(literal) !== 0 && !isAllowed(literal)) throw closedTo(literal);
    return await new Promise<Response>((done, fail) => {
      const sent = request(
        url,
        {
          method: init?.method ?? "GET",
          headers: { ...headers, "accept-encoding": "identity" },
          lookup: lookUp,
          agent,
          ...(init?.signal && { signal: init.signal }),
        },
        (answer) => done(toResponse(answer)),
      );
      sent.on("error", fail);
      sent.end(init?.body ?? undefined);
    });
  };
}

/**
 * The host's own `fetch`, after a look at where the name leads. Weaker than a pinned one: between the look and the call
 * the name could change its mind; what is sent is then still refused by the certificate.
 */
export function createCheckedFetch(fetch: Fetch, resolve: Resolve = systemResolve): Fetch {
  return async (input, init) => {
    const { hostname } = new URL(input instanceof Request ? input.url : input);
    await new Promise<void>((done, fail) => {
      resolve(hostname, { all: true }, (error, addresses) => {
        const refusal = error ?? refuse(hostname, addresses, isPublicAddress);
        if (refusal === null) done();
        else fail(refusal);
      });
    });
    return await fetch(input, init);
  };
}

function checkedLookup(resolve: Resolve, isAllowed: (address: string) => boolean): LookupFunction {
  return (hostname, options, callback) => {
    resolve(hostname, { all: true }, (error, addresses) => {
      const refusal = error ?? refuse(hostname, addresses, isAllowed);
      if (refusal !== null) return callback(refusal, "");
      if (options.all === true) return callback(null, addresses);
      callback(null, addresses[0]?.address ?? "", addresses[0]?.family);
    });
  };
}

// One closed address among several closes the name: which of them is called is chance.
function refuse(hostname: string, addresses: { address: string }[], isAllowed: (address: string) => boolean) {
  if (addresses.length > 0 && addresses.every(({ address }) => isAllowed(address))) return null;
  return closedTo(hostname);
}

function closedTo(hostname: string): ClosedAddress {
  return new ClosedAddress(`${hostname} leads into a network that must not be called`);
}

function toResponse(answer: IncomingMessage): Response {
  const status = answer.statusCode ?? 502;
  const headers = new Headers();
  for (let index = 0; index + 1 < answer.rawHeaders.length; index += 2) {
    headers.append(answer.rawHeaders[index] ?? "", answer.rawHeaders[index + 1] ?? "");
  }
  const hasNone = status === 204 || status === 304;
  if (hasNone) answer.resume();
  // Node's web stream and the global one are the same class with two type declarations.
  const body = hasNone ? null : (Readable.toWeb(answer) as unknown as ReadableStream<Uint8Array>);
  return new Response(body, { status, headers });
}
