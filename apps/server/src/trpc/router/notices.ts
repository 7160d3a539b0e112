import { listNotices, noticeIdInput, retryNotice } from "../../services/notices/list-notices.ts";
import {
  getNotices,
  noticeTemplateSchema,
  setNotices,
  setNoticesInput,
} from "../../services/notices/notice-settings.ts";
import { previewNotice } from "../../services/notices/write-notice.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const noticesRouter = router({
  settings: workspaceProcedure.query(({ ctx }) => getNotices({ ctx: ctx.service })),
  setSettings: workspaceProcedure
    .input(setNoticesInput)
    .mutation(({ ctx, input }) => setNotices({ ctx: ctx.service, input })),
  // Read as a mutation: buyers' names belong into no cache and no address.
  preview: workspaceProcedure
    .input(noticeTemplateSchema)
    .mutation(({ ctx, input }) => previewNotice({ ctx: ctx.service, input })),
  list: workspaceProcedure.query(({ ctx }) => listNotices({ ctx: ctx.service })),
  retry: workspaceProcedure.input(noticeIdInput).mutation(({ ctx, input }) => retryNotice({ ctx: ctx.service, input })),
});
