import { getListing, getListingInput } from "../../services/listings/get-listing.ts";
import {
  countListings,
  countListingsInput,
  listListings,
  listListingsInput,
} from "../../services/listings/list-listings.ts";
import { partListing } from "../../services/listings/part-listing.ts";
import { sendFiguresAgain, sendFiguresInput } from "../../services/listings/send-figures-again.ts";
import { tieListing, tieListingInput } from "../../services/listings/tie-listing.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const listingsRouter = router({
  list: workspaceProcedure
    .input(listListingsInput)
    .query(({ ctx, input }) => listListings({ ctx: ctx.service, input })),
  counts: workspaceProcedure
    .input(countListingsInput)
    .query(({ ctx, input }) => countListings({ ctx: ctx.service, input })),
  get: workspaceProcedure.input(getListingInput).query(({ ctx, input }) => getListing({ ctx: ctx.service, input })),
  tie: workspaceProcedure.input(tieListingInput).mutation(({ ctx, input }) => tieListing({ ctx: ctx.service, input })),
  part: workspaceProcedure
    .input(tieListingInput)
    .mutation(({ ctx, input }) => partListing({ ctx: ctx.service, input })),
  send: workspaceProcedure
    .input(sendFiguresInput)
    .mutation(({ ctx, input }) => sendFiguresAgain({ ctx: ctx.service, input })),
});
