import type { PrepareRequest } from "@counterfoil/connector-kit";

/** Sends the key as Bricqer wants it: `Authorization: Api-Key <key>` (https://www.bricqer.com/guides/using-the-api). */
export function createKeyStep(apiKey: string): PrepareRequest {
  return (request) => {
    const headers = new Headers(request.headers);
    headers.set("authorization", `Api-Key ${apiKey}`);
    return { ...request, headers };
  };
}
