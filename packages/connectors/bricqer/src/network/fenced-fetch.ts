type Fetch = typeof globalThis.fetch;

/** No list of Bricqer comes near this; the stock report may. */
const maxBytes = 200 * 1024 * 1024;

/**
 * A `fetch` that reaches one origin only and reads no endless answer: the key never goes to an address that an answer
 * names. Throws before anything is sent elsewhere.
 */
export function fencedFetch(fetch: Fetch, baseURL: string): Fetch {
  const { origin } = new URL(baseURL);
  return async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (url.origin !== origin) throw new TypeError(`this connection may call ${origin} only`);
    return limited(await fetch(input, { ...init, redirect: "manual" }));
  };
}

function limited(response: Response): Response {
  if (response.body === null) return response;
  let left = maxBytes;
  const meter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new RangeError("the answer is too long"));
      else controller.enqueue(chunk);
    },
  });
  const { status, statusText, headers } = response;
  return new Response(response.body.pipeThrough(meter), { status, statusText, headers });
}
