import { listPlatforms } from "../../services/connections/list-platforms.ts";
import { authedProcedure, router } from "../trpc.ts";

export const platformsRouter = router({
  list: authedProcedure.query(({ ctx }) => listPlatforms(ctx.parts)),
});
