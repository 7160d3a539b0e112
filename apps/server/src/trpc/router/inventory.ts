import { commitImport, commitImportInput } from "../../services/inventory/commit-import.ts";
import { createItem, createItemInput } from "../../services/inventory/create-item.ts";
import { getItem, getItemInput } from "../../services/inventory/get-item.ts";
import { listItems, listItemsInput } from "../../services/inventory/list-items.ts";
import { previewImport, previewImportInput } from "../../services/inventory/preview-import.ts";
import { removeItem, removeItemInput } from "../../services/inventory/remove-item.ts";
import { updateItem, updateItemInput } from "../../services/inventory/update-item.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const inventoryRouter = router({
  list: workspaceProcedure.input(listItemsInput).query(({ ctx, input }) => listItems({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getItemInput).query(({ ctx, input }) => getItem({ ctx: ctx.service, input })),
  create: workspaceProcedure
    .input(createItemInput)
    .mutation(({ ctx, input }) => createItem({ ctx: ctx.service, input })),
  update: workspaceProcedure
    .input(updateItemInput)
    .mutation(({ ctx, input }) => updateItem({ ctx: ctx.service, input })),
  remove: workspaceProcedure
    .input(removeItemInput)
    .mutation(({ ctx, input }) => removeItem({ ctx: ctx.service, input })),
  // A mutation only because of the file's size: it does not fit into a query's address. It stores nothing.
  previewImport: workspaceProcedure
    .input(previewImportInput)
    .mutation(({ ctx, input }) => previewImport({ ctx: ctx.service, input })),
  commitImport: workspaceProcedure
    .input(commitImportInput)
    .mutation(({ ctx, input }) => commitImport({ ctx: ctx.service, input })),
});
