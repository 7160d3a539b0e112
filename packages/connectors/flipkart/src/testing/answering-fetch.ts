/** A call as it left the connector. */
export interface SentCall {
  method: string;
  /** Below the origin, such as `/flipkart/sellers/v3/shipments`. */
  path: string;
  query: Record<string, string>;
  headers: Headers;
  // The tests read bodies that they have just caused to be sent.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  body: any;
}

/** What to answer; a plain value is sent as JSON, undefined lets the call through. */
export type Answer = (call: SentCall) => unknown;

/** A `fetch` that notes every call, answers some of them itself, and passes the others on. */
export function answeringFetch(answer: Answer = () => undefined) {
  const sent: SentCall[] = [];
  const fetch = async (...input: Parameters<typeof globalThis.fetch>): Promise<Response> => {
    const [address, init] = input;
    const url = new URL(String(address));
    const call: SentCall = {
      method: init?.method ?? "GET",
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: new Headers(init?.headers),
      body: typeof init?.body === "string" ? JSON.parse(init.body) : null,
    };
    sent.push(call);
    const own = answer(call);
    if (own === undefined) return await globalThis.fetch(...input);
    return own instanceof Response ? own : Response.json(own);
  };
  const to = (end: string) => sent.filter(({ path }) => path.endsWith(end));
  return { fetch: fetch as typeof globalThis.fetch, sent, to };
}
