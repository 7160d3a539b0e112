import { z } from "zod";
import { systemContext } from "../services/context.ts";
import { mapProducts } from "../services/products/map-products.ts";
import { defineJob } from "./job-definition.ts";

export const mapProductsJob = defineJob({
  name: "products.map",
  payload: z.object({ workspaceId: z.uuid(), which: z.enum(["due", "all"]) }),
  retries: 3,
  concurrency: 1,
  run: async (parts, { payload: { workspaceId, which }, signal }) => {
    await mapProducts({ ctx: systemContext(parts, workspaceId, "product mapping"), input: { which, signal } });
  },
});
