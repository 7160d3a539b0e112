import { z } from "zod";
import { fillCatalogue } from "../services/catalogue/fill-catalogue.ts";
import { systemContext } from "../services/context.ts";
import { defineJob } from "./job-definition.ts";

export const catalogueFillJob = defineJob({
  name: "catalogue.fill",
  payload: z.object({ workspaceId: z.uuid(), connectionId: z.uuid() }),
  retries: 1,
  concurrency: 1,
  run: (parts, { payload: { workspaceId, connectionId }, signal }) =>
    fillCatalogue({ ctx: systemContext(parts, workspaceId, "catalogue"), input: { connectionId, signal } }),
});
