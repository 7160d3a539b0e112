import { editProduct, editProductInput } from "../../services/products/edit-product.ts";
import { getProduct, getProductInput } from "../../services/products/get-product.ts";
import { listProducts, listProductsInput } from "../../services/products/list-products.ts";
import { listUnplaced, listUnplacedInput } from "../../services/products/list-unplaced.ts";
import { placeListingByHand, placeListingInput } from "../../services/products/place-listing.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const productsRouter = router({
  list: workspaceProcedure
    .input(listProductsInput)
    .query(({ ctx, input }) => listProducts({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getProductInput).query(({ ctx, input }) => getProduct({ ctx: ctx.service, input })),
  edit: workspaceProcedure
    .input(editProductInput)
    .mutation(({ ctx, input }) => editProduct({ ctx: ctx.service, input })),
  unplaced: workspaceProcedure
    .input(listUnplacedInput)
    .query(({ ctx, input }) => listUnplaced({ ctx: ctx.service, input })),
  place: workspaceProcedure
    .input(placeListingInput)
    .mutation(({ ctx, input }) => placeListingByHand({ ctx: ctx.service, input })),
});
