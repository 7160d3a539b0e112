import { dispatchBulkInput, previewBulkInput, retryBulkInput } from "../../services/fulfillment/bulk-input.ts";
import { dispatchBulk } from "../../services/fulfillment/dispatch-bulk.ts";
import { getBatch, getBatchInput } from "../../services/fulfillment/get-batch.ts";
import { pickList, pickListInput } from "../../services/fulfillment/pick-list.ts";
import { previewBulk } from "../../services/fulfillment/preview-bulk.ts";
import { retryBulk } from "../../services/fulfillment/retry-bulk.ts";
import { tickPick, tickPickInput } from "../../services/fulfillment/tick-pick.ts";
import { dispatchOrder, dispatchOrderInput } from "../../services/orders/dispatch-order.ts";
import { getOrder, getOrderInput } from "../../services/orders/get-order.ts";
import { listOrders, listOrdersInput, listSendable } from "../../services/orders/list-orders.ts";
import { orderLabels, orderLabelsInput } from "../../services/orders/order-labels.ts";
import { setStatus, setStatusInput } from "../../services/orders/set-status.ts";
import { autoFulfill, autoFulfillInput } from "../../services/rules/auto-fulfill.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const ordersRouter = router({
  list: workspaceProcedure.input(listOrdersInput).query(({ ctx, input }) => listOrders({ ctx: ctx.service, input })),
  sendable: workspaceProcedure
    .input(listOrdersInput)
    .query(({ ctx, input }) => listSendable({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getOrderInput).query(({ ctx, input }) => getOrder({ ctx: ctx.service, input })),
  dispatch: workspaceProcedure
    .input(dispatchOrderInput)
    .mutation(({ ctx, input }) => dispatchOrder({ ctx: ctx.service, input })),
  setStatus: workspaceProcedure
    .input(setStatusInput)
    .mutation(({ ctx, input }) => setStatus({ ctx: ctx.service, input })),
  autoFulfill: workspaceProcedure
    .input(autoFulfillInput)
    .mutation(({ ctx, input }) => autoFulfill({ ctx: ctx.service, input })),
  // A mutation in form only: up to 500 rows do not fit into an address.
  previewBulk: workspaceProcedure
    .input(previewBulkInput)
    .mutation(({ ctx, input }) => previewBulk({ ctx: ctx.service, input })),
  dispatchBulk: workspaceProcedure
    .input(dispatchBulkInput)
    .mutation(({ ctx, input }) => dispatchBulk({ ctx: ctx.service, input })),
  retryBulk: workspaceProcedure
    .input(retryBulkInput)
    .mutation(({ ctx, input }) => retryBulk({ ctx: ctx.service, input })),
  batch: workspaceProcedure.input(getBatchInput).query(({ ctx, input }) => getBatch({ ctx: ctx.service, input })),
  pickList: workspaceProcedure.input(pickListInput).query(({ ctx, input }) => pickList({ ctx: ctx.service, input })),
  tickPick: workspaceProcedure.input(tickPickInput).mutation(({ ctx, input }) => tickPick({ ctx: ctx.service, input })),
  // Read as a mutation: buyers' addresses belong into no cache and no address.
  labels: workspaceProcedure
    .input(orderLabelsInput)
    .mutation(({ ctx, input }) => orderLabels({ ctx: ctx.service, input })),
});
