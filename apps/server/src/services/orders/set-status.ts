import { checkOrderMove } from "@counterfoil/core/fulfillment";
import { type OrderStatus, orderStatusSchema } from "@counterfoil/core/model";
import { type Database, type OrderRow, retryTransaction } from "@counterfoil/db";
import type { Transaction } from "kysely";
import { z } from "zod";
import { writeAudit } from "../audit/write-audit.ts";
import type { ServiceContext, Verb } from "../context.ts";
import { requireRole } from "../require-role.ts";
import { LineSheet } from "../resolution/line-sheet.ts";
import { observeLines } from "../resolution/observe-lines.ts";
import { announceLines } from "../resolution/reevaluate-open-lines.ts";
import { saveSheet } from "../resolution/save-sheet.ts";
import { conflict, invalid, notFound } from "../service-error.ts";
import { dispatchOrder } from "./dispatch-order.ts";
import { getOrder } from "./get-order.ts";
import type { OrderDetailView } from "./order-views.ts";

export const setStatusInput = z.object({
  orderId: z.uuid(),
  status: orderStatusSchema.exclude(["unknown"]),
  /** Moves where the workflow allows no move; the audit says so. */
  force: z.boolean().default(false),
  note: z.string().trim().max(1000).optional(),
  /** Why an order is put on hold; needed for that. */
  holdReason: z.string().trim().min(1).max(300).optional(),
  /** When an order on hold is taken up again by itself. */
  holdUntil: z.iso.datetime({ offset: true }).optional(),
  /** With `shipped`: the platform is told of the package. */
  carrier: z.string().trim().min(1).max(100).optional(),
  trackingNumber: z.string().trim().min(1).max(100).optional(),
  /** With `delivered`: when it arrived. */
  deliveredAt: z.iso.datetime({ offset: true }).optional(),
});
type SetStatusInput = z.infer<typeof setStatusInput>;

/**
 * Moves an order by hand. Units follow: a cancelled order lets them go, a returned one puts the same units back. The
 * platform is told of a package only, where a tracking number comes with `shipped`; all else is the seller's own note,
 * which stands until the platform says something new. Throws `conflict` with the allowed moves.
 */
export async function setStatus({ ctx, input }: Verb<SetStatusInput>): Promise<OrderDetailView> {
  requireRole(ctx.role, "packer");
  checkInput(ctx, input);
  if (input.status === "shipped" && input.trackingNumber !== undefined) await send(ctx, input, input.trackingNumber);
  else await moveOrder(ctx, input);
  return await getOrder({ ctx, input: { id: input.orderId } });
}

function checkInput(ctx: ServiceContext, { status, holdReason, holdUntil }: SetStatusInput): void {
  if (status === "on_hold" && holdReason === undefined)
    throw invalid("Say why the order is put on hold.", [{ path: "holdReason", message: "is missing" }]);
  if (holdUntil !== undefined && Date.parse(holdUntil) <= ctx.now().getTime())
    throw invalid("An order is put on hold until a later time.", [{ path: "holdUntil", message: "lies in the past" }]);
}

async function send(ctx: ServiceContext, { orderId, carrier }: SetStatusInput, trackingNumber: string): Promise<void> {
  await dispatchOrder({
    ctx,
    input: {
      ...{ orderId, carrier, trackingNumber, shippedAt: ctx.now().toISOString() },
      idempotencyKey: `status:${orderId}:${trackingNumber}`,
    },
  });
}

/** Moves an order and what hangs on it in one transaction. */
export async function moveOrder(ctx: ServiceContext, input: SetStatusInput): Promise<void> {
  const saved = await retryTransaction(() =>
    ctx.db.inWorkspace(ctx.workspaceId, async (tx) => {
      const order = await tx
        .selectFrom("orders")
        .selectAll()
        .where("id", "=", input.orderId)
        .forUpdate()
        .executeTakeFirst();
      if (order === undefined) throw notFound("The order");
      const forced = checkMove(order, input);
      await write(tx, ctx, { order, input });
      const sheet = await LineSheet.open(tx, [order.id]);
      observeLines(sheet, ctx.now().toISOString());
      const result = await saveSheet(tx, ctx, sheet);
      await writeAudit(tx, ctx, {
        ...{ action: "order-status-set", subjectType: "order", subjectId: order.id },
        text: sentence(order.status, input, forced),
        detail: { from: order.status, to: input.status, forced, note: input.note, deliveredAt: input.deliveredAt },
      });
      return { ...result, orderIds: [order.id] };
    }),
  );
  announceLines(ctx, saved);
  ctx.events.publish(ctx.workspaceId, { type: "orders-changed", orderIds: [input.orderId] });
}

function checkMove({ status: from }: OrderRow, { status: to, force }: SetStatusInput): boolean {
  if (from === "on_hold" && to === "on_hold") return false;
  const move = checkOrderMove(from, to, { force });
  if (!move.allowed)
    throw conflict(move.message, {
      issues: move.allowedStatuses.map((status) => ({ path: "status", message: `may be ${status}` })),
      remedy: "Choose an allowed status, or force the move: the history will say so.",
    });
  return move.forced;
}

async function write(
  tx: Transaction<Database>,
  ctx: ServiceContext,
  { order, input }: { order: OrderRow; input: SetStatusInput },
): Promise<void> {
  const { status, holdReason = null, holdUntil = null } = input;
  const onHold = status === "on_hold";
  const sent: readonly OrderStatus[] = ["shipped", "delivered", "completed"];
  await tx
    .updateTable("orders")
    .set({
      status,
      platform_status: order.platform_status ?? order.status,
      hold_reason: onHold ? holdReason : null,
      held_until: onHold ? holdUntil : null,
      ...(sent.includes(status) && order.shipped_at === null ? { shipped_at: ctx.now() } : {}),
      updated_at: ctx.now(),
    })
    .where("id", "=", order.id)
    .execute();
}

function sentence(from: OrderStatus, input: SetStatusInput, forced: boolean): string {
  const word = (status: OrderStatus) => status.replaceAll("_", " ");
  const parts = [
    `${forced ? "Forced" : "Moved"} from ${word(from)} to ${word(input.status)}`,
    input.status === "on_hold" ? `: ${input.holdReason}` : "",
    input.holdUntil === undefined ? "" : `, until ${input.holdUntil}`,
    input.note ? ` (${input.note})` : "",
  ];
  const untold = input.status === "shipped" ? " The platform was not told of a package." : "";
  return `${parts.join("")}.${untold}`;
}
