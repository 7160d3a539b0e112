/** A value of one query or form parameter; undefined and null leave the parameter out, an array repeats it. */
export type ParameterValue = string | number | boolean | null | undefined | readonly string[];
export type HttpParameters = Readonly<Record<string, ParameterValue>> | readonly (readonly [string, string])[];

/** Percent-encodes by RFC 3986: only letters, digits and `-._~` stay as they are. */
export function percentEncode(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** HttpParameters as a flat list of pairs, in the order given. */
export function parameterPairs(parameters: HttpParameters): [string, string][] {
  if (isPairs(parameters)) return parameters.map(([name, value]) => [name, value]);
  return Object.entries(parameters).flatMap(([name, value]): [string, string][] => {
    if (value === undefined || value === null) return [];
    if (typeof value === "object") return value.map((single) => [name, single]);
    return [[name, String(value)]];
  });
}

function isPairs(parameters: HttpParameters): parameters is readonly (readonly [string, string])[] {
  return Array.isArray(parameters);
}

/** `a=1&b=x%20y`, encoded by RFC 3986, so that what is signed is what is sent. */
export function encodeParameters(parameters: HttpParameters): string {
  return parameterPairs(parameters)
    .map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`)
    .join("&");
}

/** Body of `application/x-www-form-urlencoded`. */
export function encodeForm(parameters: HttpParameters): string {
  return encodeParameters(parameters).replaceAll("%20", "+");
}

/** Joins a base URL, a path and a query. An absolute `path` replaces the base. */
export function buildUrl(baseURL: string, path: string, query?: HttpParameters): string {
  const absolute = /^https?:\/\//i.test(path);
  const url = absolute ? path : `${baseURL.replace(/\/+$/, "")}/${path.replace(/^\/+/, "")}`;
  const encoded = query ? encodeParameters(query) : "";
  if (encoded === "") return url;
  return `${url}${url.includes("?") ? "&" : "?"}${encoded}`;
}
