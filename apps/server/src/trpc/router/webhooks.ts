import {
  listDeliveries,
  listDeliveriesInput,
  replayInput,
  replayOne,
  replaySince,
  replaySinceInput,
} from "../../services/outgoing/deliveries.ts";
import {
  addEndpoint,
  addEndpointInput,
  changeEndpoint,
  changeEndpointInput,
  endpointInput,
  listEndpoints,
  removeEndpoint,
} from "../../services/outgoing/endpoints.ts";
import { outgoingEventTypes, outgoingEventWords } from "../../services/outgoing/event-types.ts";
import { testEndpoint } from "../../services/outgoing/test-endpoint.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const webhooksRouter = router({
  types: workspaceProcedure.query(() =>
    outgoingEventTypes.map((type) => ({ type, description: outgoingEventWords[type] })),
  ),
  list: workspaceProcedure.query(({ ctx }) => listEndpoints({ ctx: ctx.service })),
  add: workspaceProcedure
    .input(addEndpointInput)
    .mutation(({ ctx, input }) => addEndpoint({ ctx: ctx.service, input })),
  change: workspaceProcedure
    .input(changeEndpointInput)
    .mutation(({ ctx, input }) => changeEndpoint({ ctx: ctx.service, input })),
  remove: workspaceProcedure
    .input(endpointInput)
    .mutation(({ ctx, input }) => removeEndpoint({ ctx: ctx.service, input })),
  test: workspaceProcedure.input(endpointInput).mutation(({ ctx, input }) => testEndpoint({ ctx: ctx.service, input })),
  deliveries: workspaceProcedure
    .input(listDeliveriesInput)
    .query(({ ctx, input }) => listDeliveries({ ctx: ctx.service, input })),
  replay: workspaceProcedure.input(replayInput).mutation(({ ctx, input }) => replayOne({ ctx: ctx.service, input })),
  replaySince: workspaceProcedure
    .input(replaySinceInput)
    .mutation(({ ctx, input }) => replaySince({ ctx: ctx.service, input })),
});
