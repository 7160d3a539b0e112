import { applyMapping, previewMapping } from "../../services/mapping/apply-mapping.ts";
import {
  decideAttributeInput,
  decideCategoryInput,
  mapAttribute,
  mapCategory,
} from "../../services/mapping/decide-word.ts";
import {
  listAttributes,
  listCategories,
  listValues,
  listValuesInput,
  listWordsInput,
  summarizeMapping,
} from "../../services/mapping/list-words.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const productMappingRouter = router({
  summary: workspaceProcedure.query(({ ctx }) => summarizeMapping({ ctx: ctx.service })),
  categories: workspaceProcedure
    .input(listWordsInput)
    .query(({ ctx, input }) => listCategories({ ctx: ctx.service, input })),
  attributes: workspaceProcedure
    .input(listWordsInput)
    .query(({ ctx, input }) => listAttributes({ ctx: ctx.service, input })),
  values: workspaceProcedure.input(listValuesInput).query(({ ctx, input }) => listValues({ ctx: ctx.service, input })),
  mapCategory: workspaceProcedure
    .input(decideCategoryInput)
    .mutation(({ ctx, input }) => mapCategory({ ctx: ctx.service, input })),
  mapAttribute: workspaceProcedure
    .input(decideAttributeInput)
    .mutation(({ ctx, input }) => mapAttribute({ ctx: ctx.service, input })),
  preview: workspaceProcedure.query(({ ctx }) => previewMapping({ ctx: ctx.service })),
  applyNow: workspaceProcedure.mutation(({ ctx }) => applyMapping({ ctx: ctx.service })),
});
