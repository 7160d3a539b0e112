/** The token behind `#` in the address of a link that came by e-mail: there it reaches no server's log. */
export function readLinkToken(): string {
  return window.location.hash.replace(/^#/, "");
}
