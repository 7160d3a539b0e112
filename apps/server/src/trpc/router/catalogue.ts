import { lookUpInput, lookUpProducts } from "../../services/catalogue/look-up.ts";
import { productOfItem, productOfItemInput } from "../../services/catalogue/product-of-item.ts";
import { readManyNumbers, readNumbersInput } from "../../services/catalogue/read-numbers.ts";
import { readCatalogueUsage } from "../../services/catalogue/read-usage.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const catalogueRouter = router({
  // A mutation: it may use up one of the day's look-ups, so nothing repeats it by itself.
  lookup: workspaceProcedure
    .input(lookUpInput)
    .mutation(({ ctx, input }) => lookUpProducts({ ctx: ctx.service, input })),
  usage: workspaceProcedure.query(({ ctx }) => readCatalogueUsage({ ctx: ctx.service })),
  readNumbers: workspaceProcedure
    .input(readNumbersInput)
    .mutation(({ ctx, input }) => readManyNumbers({ ctx: ctx.service, input })),
  ofItem: workspaceProcedure
    .input(productOfItemInput)
    .query(({ ctx, input }) => productOfItem({ ctx: ctx.service, input })),
});
