import type { Verb } from "../context.ts";
import { composeProducts } from "./compose-products.ts";
import { placeListings } from "./place-listings.ts";

/**
 * Places listings that belong to no product, and makes products anew from their listings: those with a listing that
 * changed, or every one. Answers what came of it.
 */
export async function mapProducts({
  ctx,
  input: { which, signal },
}: Verb<{ which: "due" | "all"; signal: AbortSignal }>): Promise<{ placed: number; changed: number }> {
  const placed = await placeListings(ctx, signal);
  const changed = signal.aborted ? 0 : await composeProducts(ctx, { which, signal });
  if (placed > 0 || changed > 0) ctx.events.publish(ctx.workspaceId, { type: "listings-changed" });
  return { placed, changed };
}
