import { ConnectorError } from "@counterfoil/connector-kit";
import { type BuyerNoticeRow, findDueNotices, settleLostNotices, takeNotices } from "@counterfoil/db";
import { MailRefused } from "../alerts/mailer.ts";
import { writeAudit } from "../audit/write-audit.ts";
import { openConnector } from "../connections/open-connector.ts";
import { toServiceError } from "../connector-failure.ts";
import type { ServerParts, ServiceContext } from "../context.ts";
import { ServiceError } from "../service-error.ts";
import { readNoticeSettings } from "./notice-settings.ts";
import { writeNotice } from "./write-notice.ts";

const atOnce = 50;
const holdMs = 120_000;
const deadlineMs = 60_000;
/** Pauses before the next try, in seconds; after the last one a person may ask again. */
const pauses = [60, 600, 3600, 6 * 3600];

/** What became of one try. `later`: surely not sent, and worth another try. */
type Outcome = { state: "sent"; message: string } | { state: "later" | "failed" | "unknown"; message: string };

/** Tells buyers whose notices wait. None is sent twice: one whose fate is not known is left to a person. */
export async function deliverNotices(ctx: ServiceContext, signal: AbortSignal): Promise<void> {
  const { workspaceId } = ctx;
  const due = await ctx.db.inWorkspace(workspaceId, async (tx) => {
    await settleLostNotices(tx, ctx.now());
    return await takeNotices(tx, { at: ctx.now(), holdMs, limit: atOnce });
  });
  for (const [index, notice] of due.entries()) {
    if (signal.aborted) return await putBack(ctx, due.slice(index));
    await settle(ctx, notice, notice.way === "platform" ? await message(ctx, notice) : await mail(ctx, notice));
  }
  if (due.length > 0)
    ctx.events.publish(workspaceId, { type: "orders-changed", orderIds: due.map(({ order_id }) => order_id) });
}

async function putBack(ctx: ServiceContext, notices: readonly BuyerNoticeRow[]): Promise<void> {
  await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .updateTable("buyer_notices")
      .set({ state: "waiting", available_at: ctx.now() })
      .where(
        "id",
        "in",
        notices.map(({ id }) => id),
      )
      .execute(),
  );
}

async function message(ctx: ServiceContext, notice: BuyerNoticeRow): Promise<Outcome> {
  const { external_id, connection_id } = await ctx.db.inWorkspace(ctx.workspaceId, (tx) =>
    tx
      .selectFrom("orders")
      .select(["external_id", "connection_id"])
      .where("id", "=", notice.order_id)
      .executeTakeFirstOrThrow(),
  );
  try {
    const { buyerNotices, manifest } = await openConnector(ctx, connection_id);
    if (buyerNotices === undefined) return { state: "failed", message: `${manifest.name} takes no messages.` };
    const told = await buyerNotices.tell(external_id, { deadlineMs });
    const had = told === "already_sent" ? " had sent its message before" : " sent its message";
    return { state: "sent", message: `${manifest.name}${had}.` };
  } catch (error) {
    const known = ConnectorError.is(error) ? toServiceError(error) : error;
    if (!ServiceError.is(known)) throw error;
    // The platform is asked first the next time, so that a lost answer may be tried again.
    const later = ConnectorError.is(error) && (error.retryable || error.code === "outcome_unknown");
    return { state: later ? "later" : "failed", message: known.message };
  }
}

async function mail(ctx: ServiceContext, notice: BuyerNoticeRow): Promise<Outcome> {
  const { to, subject, text } = await ctx.db.inWorkspace(ctx.workspaceId, async (tx) =>
    writeNotice(tx, ctx, { template: await readNoticeSettings(tx), shipmentId: notice.shipment_id }),
  );
  if (ctx.mailer === null) return { state: "failed", message: "This installation sends no e-mail." };
  if (to === null) return { state: "failed", message: "The platform gave no e-mail address of the buyer." };
  try {
    await ctx.mailer.send({ to, subject, text });
    return { state: "sent", message: "Sent by e-mail." };
  } catch (error) {
    ctx.logger.warn({ err: error, noticeId: notice.id }, "a buyer could not be told");
    if (MailRefused.is(error)) return { state: error.isFinal ? "failed" : "later", message: error.message };
    return { state: "unknown", message: "It is not known whether the e-mail was taken." };
  }
}

async function settle(ctx: ServiceContext, notice: BuyerNoticeRow, outcome: Outcome): Promise<void> {
  const pause = pauses[notice.attempts - 1];
  const again = outcome.state === "later" && pause !== undefined;
  const state = outcome.state === "later" ? (again ? "waiting" : "failed") : outcome.state;
  await ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
    await tx
      .updateTable("buyer_notices")
      .set({
        ...{ state, message: outcome.message, sent_at: state === "sent" ? ctx.now() : null },
        ...(again ? { available_at: new Date(ctx.now().getTime() + (pause ?? 0) * 1000) } : {}),
      })
      .where("id", "=", notice.id)
      .execute();
    if (state === "waiting") return;
    await writeAudit(tx, ctx, {
      ...{ action: `notice-${state}`, subjectType: "order", subjectId: notice.order_id },
      text:
        state === "sent" ? `Told the buyer of the parcel. ${outcome.message}` : `Buyer not told: ${outcome.message}`,
      detail: { noticeId: notice.id, way: notice.way },
    });
  });
}

/** Starts the sending in every workspace that has buyers to tell. */
export async function enqueueDueNotices(parts: ServerParts): Promise<void> {
  for (const workspaceId of await parts.db.asSystem((tx) => findDueNotices(tx, parts.now())))
    await parts.jobs.enqueue("notices.deliver", { workspaceId }, { singletonKey: workspaceId });
}
