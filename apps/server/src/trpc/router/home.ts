import { readHome } from "../../services/home/read-home.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const homeRouter = router({
  overview: workspaceProcedure.query(({ ctx }) => readHome({ ctx: ctx.service })),
});
