import { BlockList, isIP } from "node:net";

const closed = new BlockList();
const ranges4: readonly (readonly [string, number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];
for (const [network, prefix] of ranges4) closed.addSubnet(network, prefix, "ipv4");

const open6 = new BlockList();
open6.addSubnet("2000::", 3, "ipv6");
// Within the public range: Teredo, documentation, and 6to4, which can carry a private IPv4 address.
for (const [network, prefix] of [
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
] as const) {
  closed.addSubnet(network, prefix, "ipv6");
}

/**
 * Whether an IP address belongs to the public internet: not this machine, not a private, link-local or carrier network,
 * not multicast, not documentation, and no IPv6 form that carries an IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 4) return !closed.check(address, "ipv4");
  return family === 6 && open6.check(address, "ipv6") && !closed.check(address, "ipv6");
}
