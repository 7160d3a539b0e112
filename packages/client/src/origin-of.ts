/** The origin of a server's address. Throws a TypeError that repeats the address when it is none. */
export function originOf(url: string): string {
  if (!URL.canParse(url)) throw new TypeError(`"${url}" is not the address of a server, such as http://127.0.0.1:4780`);
  return new URL(url).origin;
}
