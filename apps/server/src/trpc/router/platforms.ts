import { router } from "../trpc.ts";

export const platformsRouter = router({});
