import type { PrepareRequest } from "@counterfoil/connector-kit";
import type { EasypostContext } from "./easypost-settings.ts";

/** The key as user name, without a password; only ever to the API itself, never to where label files lie. */
export function authorize({ apiKey, baseURL }: Pick<EasypostContext, "apiKey" | "baseURL">): PrepareRequest {
  const value = `Basic ${btoa(`${apiKey}:`)}`;
  return (request) => {
    if (request.url.startsWith(`${baseURL}/`)) request.headers.set("authorization", value);
    return request;
  };
}
