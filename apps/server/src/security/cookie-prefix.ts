/**
 * What names of cookies begin with. Behind TLS a browser then keeps them to this very host: no neighbour under the same
 * domain can set one. Without TLS browsers would refuse such a name.
 */
export function cookiePrefix(publicUrl: string): "__Host-" | "" {
  return publicUrl.startsWith("https:") ? "__Host-" : "";
}
