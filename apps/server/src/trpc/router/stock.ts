import {
  getStockSettings,
  setSafetyBuffer,
  setSafetyBufferInput,
  setStockChannel,
  setStockChannelInput,
} from "../../services/stock-sync/channel-settings.ts";
import { listPhantoms } from "../../services/stock-sync/list-phantoms.ts";
import { answerRehearsal, answerRehearsalInput, listRehearsals } from "../../services/stock-sync/rehearsals.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const stockRouter = router({
  settings: workspaceProcedure.query(({ ctx }) => getStockSettings({ ctx: ctx.service })),
  setChannel: workspaceProcedure
    .input(setStockChannelInput)
    .mutation(({ ctx, input }) => setStockChannel({ ctx: ctx.service, input })),
  setSafetyBuffer: workspaceProcedure
    .input(setSafetyBufferInput)
    .mutation(({ ctx, input }) => setSafetyBuffer({ ctx: ctx.service, input })),
  rehearsals: workspaceProcedure.query(({ ctx }) => listRehearsals({ ctx: ctx.service })),
  answer: workspaceProcedure
    .input(answerRehearsalInput)
    .mutation(({ ctx, input }) => answerRehearsal({ ctx: ctx.service, input })),
  phantoms: workspaceProcedure.query(({ ctx }) => listPhantoms({ ctx: ctx.service })),
});
