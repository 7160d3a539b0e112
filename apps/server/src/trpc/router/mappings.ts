import { acceptOffer, declineOffer, offerInput } from "../../services/mappings/accept-offer.ts";
import { addAlias, addAliasInput } from "../../services/mappings/add-alias.ts";
import { listMappings } from "../../services/mappings/list-mappings.ts";
import { listOffers } from "../../services/mappings/list-offers.ts";
import { pinSku, pinSkuInput } from "../../services/mappings/pin-sku.ts";
import { removeMapping, removeMappingInput } from "../../services/mappings/remove-mapping.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const mappingsRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listMappings({ ctx: ctx.service })),
  offers: workspaceProcedure.query(({ ctx }) => listOffers({ ctx: ctx.service })),
  acceptOffer: workspaceProcedure
    .input(offerInput)
    .mutation(({ ctx, input }) => acceptOffer({ ctx: ctx.service, input })),
  declineOffer: workspaceProcedure
    .input(offerInput)
    .mutation(({ ctx, input }) => declineOffer({ ctx: ctx.service, input })),
  pinSku: workspaceProcedure.input(pinSkuInput).mutation(({ ctx, input }) => pinSku({ ctx: ctx.service, input })),
  addAlias: workspaceProcedure.input(addAliasInput).mutation(({ ctx, input }) => addAlias({ ctx: ctx.service, input })),
  remove: workspaceProcedure
    .input(removeMappingInput)
    .mutation(({ ctx, input }) => removeMapping({ ctx: ctx.service, input })),
});
