import { type PrepareRequest, percentEncode } from "@counterfoil/connector-kit";

/** Puts the key where Brick Owl wants it: into the query of a GET, into the body of a POST (https://www.brickowl.com/api_docs). */
export function createKeyStep(key: string): PrepareRequest {
  const parameter = `key=${percentEncode(key)}`;
  return (request) => {
    if (request.method === "POST") return { ...request, body: joined(parameter, String(request.body ?? "")) };
    const [address = "", query = ""] = request.url.split("?");
    return { ...request, url: `${address}?${joined(parameter, query)}` };
  };
}

function joined(parameter: string, rest: string): string {
  return rest === "" ? parameter : `${parameter}&${rest}`;
}
