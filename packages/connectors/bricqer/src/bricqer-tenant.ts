const domain = "bricqer.com";
const label = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Hosts of Bricqer itself, and a name that means this machine. */
const reserved = new Set(["www", "api", "cdn", "app", "mail", "static", "status", "docs", "admin", "localhost"]);
/** What may follow the scheme: a bare host, with the API's own path at most. No user, port, query, fragment or escape. */
const plainHost = /^([A-Za-z0-9.-]+)(?:\/|\/api\/v1\/?)?$/;

/**
 * The tenant's label in what a seller typed: `demo`, `demo.bricqer.com` or its full address. Null for everything that
 * could lead anywhere but to that tenant; nothing is called to find out.
 */
export function tenantLabel(typed: string): string | null {
  const text = typed.trim();
  const host = plainHost.exec(text.replace(/^https?:\/\//i, ""))?.[1];
  if (host === undefined) return null;
  const wanted = host.includes(".") ? host : `${host}.${domain}`;
  return labelOf(`https://${wanted}/`);
}

/** The address of the tenant's API, built from the label alone. Throws a RangeError for what is no label. */
export function tenantBaseURL(tenant: string): string {
  const address = `https://${tenant}.${domain}/api/v1`;
  if (labelOf(address) !== tenant) throw new RangeError("not a Bricqer tenant");
  return address;
}

// Judged on the parsed host name only: what a person reads in an address is not what a program calls.
function labelOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { hostname, protocol, port, username, password } = new URL(address);
  if (protocol !== "https:" || port !== "" || username !== "" || password !== "") return null;
  if (!hostname.endsWith(`.${domain}`)) return null;
  const tenant = hostname.slice(0, -domain.length - 1);
  return label.test(tenant) && !reserved.has(tenant) && !isDisguised(tenant) ? tenant : null;
}

/** Labels of other alphabets, and numbers that some programs take for an address. */
function isDisguised(tenant: string): boolean {
  return tenant.startsWith("xn--") || /^(\d+|0x[0-9a-f]+)$/.test(tenant);
}
