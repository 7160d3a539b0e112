import type { ServiceContext } from "../context.ts";

/** Tells the page that bank lines, payouts or what was said of them changed. */
export function announceFinances(ctx: ServiceContext): void {
  ctx.events.publish(ctx.workspaceId, { type: "finance-changed" });
}
