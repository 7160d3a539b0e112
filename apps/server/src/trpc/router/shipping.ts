import { buyLabel, buyLabelInput } from "../../services/shipping/buy-label.ts";
import { buyMany, buyManyInput } from "../../services/shipping/buy-many.ts";
import { orderPostage, orderPostageInput } from "../../services/shipping/order-postage.ts";
import { quoteParcel, quoteParcelInput } from "../../services/shipping/quote-parcel.ts";
import { setSender, setSenderInput } from "../../services/shipping/sender.ts";
import { labelFile, labelInput, trackLabel, voidLabel } from "../../services/shipping/use-label.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const shippingRouter = router({
  ofOrder: workspaceProcedure
    .input(orderPostageInput)
    .query(({ ctx, input }) => orderPostage({ ctx: ctx.service, input })),
  setSender: workspaceProcedure
    .input(setSenderInput)
    .mutation(({ ctx, input }) => setSender({ ctx: ctx.service, input })),
  quote: workspaceProcedure
    .input(quoteParcelInput)
    .mutation(({ ctx, input }) => quoteParcel({ ctx: ctx.service, input })),
  buy: workspaceProcedure.input(buyLabelInput).mutation(({ ctx, input }) => buyLabel({ ctx: ctx.service, input })),
  buyMany: workspaceProcedure.input(buyManyInput).mutation(({ ctx, input }) => buyMany({ ctx: ctx.service, input })),
  void: workspaceProcedure.input(labelInput).mutation(({ ctx, input }) => voidLabel({ ctx: ctx.service, input })),
  // Read as a mutation: buyers' addresses belong into no cache and no address.
  file: workspaceProcedure.input(labelInput).mutation(({ ctx, input }) => labelFile({ ctx: ctx.service, input })),
  track: workspaceProcedure.input(labelInput).query(({ ctx, input }) => trackLabel({ ctx: ctx.service, input })),
});
