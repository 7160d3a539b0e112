import { documentFile } from "../../services/documents/document-file.ts";
import { makeDocumentInput } from "../../services/documents/make-document.ts";
import { printLabels, printLabelsInput } from "../../services/documents/print-labels.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const documentsRouter = router({
  // Read as a mutation: buyers' addresses belong into no cache and no address.
  make: workspaceProcedure
    .input(makeDocumentInput)
    .mutation(({ ctx, input }) => documentFile({ ctx: ctx.service, input })),
  labels: workspaceProcedure
    .input(printLabelsInput)
    .mutation(({ ctx, input }) => printLabels({ ctx: ctx.service, input })),
});
