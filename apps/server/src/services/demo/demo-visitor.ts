/** Who opens the demo, and from where. */
export interface DemoVisitor {
  sessionId: string;
  user: { id: string; name: string };
  requestId: string;
  /** The origin by which the visitor's browser reaches this server. */
  origin: string;
  /** The origin of that page, where it is not this server's. */
  page: string | null;
  returnUrl?: string | undefined;
}
