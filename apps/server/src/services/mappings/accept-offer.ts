import type { OfferedMapping } from "@counterfoil/core/matching";
import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requestReevaluation } from "../resolution/request-reevaluation.ts";
import { conflict } from "../service-error.ts";
import { type MappingView, mappingView } from "./mapping-view.ts";
import { readOpenOffers } from "./open-offers.ts";

type Tx = Transaction<Database>;

export const offerInput = z.object({ key: z.string().min(1).max(1_000) });
type OfferInput = z.infer<typeof offerInput>;

/** One open offer. Throws `conflict` where decisions made since no longer support it. */
async function requireOffer(tx: Tx, key: string): Promise<OfferedMapping> {
  const offer = (await readOpenOffers(tx)).find((one) => one.key === key);
  if (offer === undefined)
    throw conflict("This offer no longer holds: a decision made since speaks against it.", {
      remedy: "Look at the offers again.",
    });
  return offer;
}

/** Teaches what an offer says. It can be taken back like any mapping; links made by it stay. */
export async function acceptOffer({ ctx, input }: Verb<OfferInput>): Promise<MappingView> {
  const view = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const offer = await requireOffer(tx, input.key);
    const row = await tx
      .insertInto("mappings")
      .values({
        ...{ workspace_id: ctx.workspaceId, id: ctx.newId(), platform: offer.platform },
        ...{ decided_by_kind: "person", decided_by: ctx.actor.name, ...meaningOf(offer) },
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const taught = mappingView(row);
    await writeAudit(tx, ctx, {
      ...{ action: "offer-accepted", subjectType: "mapping", subjectId: row.id },
      ...{ text: `Taught that ${taught.text}.`, detail: { decisions: offer.lineIds.length } },
    });
    return taught;
  });
  await requestReevaluation(ctx, { everything: true });
  return view;
}

function meaningOf({ source, to, condition }: OfferedMapping) {
  const from =
    source.type === "identifier"
      ? { source_type: source.value.type, source_value: source.value.value }
      : { source_type: source.type, source_value: source.value };
  if (to.type === "item") return { kind: "pin", ...from, item_id: to.itemId } as const;
  const { type, value } = to.identifier;
  const target = { identifier_type: type, identifier_value: value };
  return { kind: "alias", ...from, ...target, condition: source.type === "identifier" ? null : condition } as const;
}

/** Lets an offer rest: it comes again only when further alike decisions speak for it. */
export async function declineOffer({ ctx, input }: Verb<OfferInput>): Promise<{ ok: true }> {
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    const offer = await requireOffer(tx, input.key);
    await writeDeclined(tx, ctx, offer);
    await writeAudit(tx, ctx, {
      ...{ action: "offer-declined", subjectType: "workspace", subjectId: ctx.workspaceId },
      ...{ text: "Declined an offered mapping.", detail: { offer: offer.key, decisions: offer.lineIds.length } },
    });
  });
  return { ok: true };
}

async function writeDeclined(tx: Tx, ctx: ServiceContext, offer: OfferedMapping): Promise<void> {
  const change = { decisions: offer.lineIds.length, declined_by: ctx.actor.name, declined_at: ctx.now() };
  await tx
    .insertInto("declined_offers")
    .values({ workspace_id: ctx.workspaceId, offer_key: offer.key, ...change })
    .onConflict((on) => on.columns(["workspace_id", "offer_key"]).doUpdateSet(change))
    .execute();
}
