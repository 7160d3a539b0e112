import { dispatchOrder, dispatchOrderInput } from "../../services/orders/dispatch-order.ts";
import { getOrder, getOrderInput } from "../../services/orders/get-order.ts";
import { listOrders, listOrdersInput } from "../../services/orders/list-orders.ts";
import { orderLabels, orderLabelsInput } from "../../services/orders/order-labels.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const ordersRouter = router({
  list: workspaceProcedure.input(listOrdersInput).query(({ ctx, input }) => listOrders({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getOrderInput).query(({ ctx, input }) => getOrder({ ctx: ctx.service, input })),
  dispatch: workspaceProcedure
    .input(dispatchOrderInput)
    .mutation(({ ctx, input }) => dispatchOrder({ ctx: ctx.service, input })),
  // Read as a mutation: buyers' addresses belong into no cache and no address.
  labels: workspaceProcedure
    .input(orderLabelsInput)
    .mutation(({ ctx, input }) => orderLabels({ ctx: ctx.service, input })),
});
