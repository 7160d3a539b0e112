import type { WorkspaceEvent } from "@counterfoil/server";
import { type Credentials, credentialHeaders } from "./credential-headers.ts";
import { originOf } from "./origin-of.ts";

export interface ListenOptions extends Credentials {
  /** Ends the listening. */
  signal?: AbortSignal;
  fetch?: typeof globalThis.fetch;
}

/**
 * What happens in the workspace, as it happens, until `signal` aborts or the server closes the stream. Events are hints
 * to read again: they carry ids and counts, no data. The first is `ready`. Throws an Error when the server refuses.
 */
export async function* listen({
  signal,
  fetch = globalThis.fetch,
  ...credentials
}: ListenOptions): AsyncGenerator<WorkspaceEvent | { type: "ready" }> {
  const response = await fetch(`${originOf(credentials.url)}/api/events`, {
    headers: { ...credentialHeaders(credentials), accept: "text/event-stream" },
    ...(signal && { signal }),
  });
  if (!response.ok || response.body === null)
    throw new Error(`The server refused to tell of events: ${response.status}`);
  try {
    for await (const block of blocks(response.body)) {
      const event = readBlock(block);
      if (event !== null) yield event;
    }
  } catch (error) {
    if (!signal?.aborted) throw error;
  }
}

async function* blocks(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body as unknown as AsyncIterable<Uint8Array>) {
    text += decoder.decode(chunk, { stream: true });
    for (let end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n")) {
      yield text.slice(0, end);
      text = text.slice(end + 2);
    }
  }
}

function readBlock(block: string): WorkspaceEvent | { type: "ready" } | null {
  const lines = block.split("\n");
  if (lines.includes("event: ready")) return { type: "ready" };
  const data = lines.find((line) => line.startsWith("data:"))?.slice("data:".length);
  // Written by the server as `WorkspaceEvent`; comments that keep the line open have no data.
  return data === undefined ? null : (JSON.parse(data) as WorkspaceEvent);
}
