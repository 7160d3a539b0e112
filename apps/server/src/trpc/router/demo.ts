import { workspaceCookie } from "../../security/workspace-cookie.ts";
import { startDemo, startDemoInput } from "../../services/demo/start-demo.ts";
import { authedProcedure, router } from "../trpc.ts";

export const demoRouter = router({
  start: authedProcedure.input(startDemoInput).mutation(async ({ ctx, input }) => {
    const { parts, requestId, origin, page, responseHeaders } = ctx;
    const { sessionId, user } = ctx.session;
    const demo = await startDemo({ parts, input: { ...input, sessionId, user, requestId, origin, page } });
    responseHeaders.append("set-cookie", workspaceCookie(demo.workspaceId, parts.installation.publicUrl));
    return demo;
  }),
});
