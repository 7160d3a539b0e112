import { buyerInput, eraseBuyerByName, exportBuyer } from "../../services/privacy/buyer-data.ts";
import { describeStored } from "../../services/privacy/describe-stored.ts";
import { getPrivacy, setPrivacy, setPrivacyInput } from "../../services/privacy/privacy-settings.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const privacyRouter = router({
  get: workspaceProcedure.query(({ ctx }) => getPrivacy({ ctx: ctx.service })),
  stored: workspaceProcedure.query(({ ctx }) => describeStored({ ctx: ctx.service })),
  set: workspaceProcedure.input(setPrivacyInput).mutation(({ ctx, input }) => setPrivacy({ ctx: ctx.service, input })),
  // A mutation, as handing out is written down.
  exportBuyer: workspaceProcedure
    .input(buyerInput)
    .mutation(({ ctx, input }) => exportBuyer({ ctx: ctx.service, input })),
  eraseBuyer: workspaceProcedure
    .input(buyerInput)
    .mutation(({ ctx, input }) => eraseBuyerByName({ ctx: ctx.service, input })),
});
