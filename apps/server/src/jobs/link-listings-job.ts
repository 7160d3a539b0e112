import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { linkListings } from "../services/listings/link-listings.ts";
import { defineJob } from "./job-definition.ts";

export const linkListingsJob = defineJob({
  name: "listings.link",
  payload: z.object({ workspaceId: z.uuid() }),
  retries: 3,
  concurrency: 1,
  run: async (parts, { payload: { workspaceId }, signal }) => {
    await linkListings({ ctx: systemContext(parts, workspaceId, "listing links"), input: { signal } });
  },
});
