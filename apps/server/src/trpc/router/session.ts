import { workspaceCookie } from "../../security/workspace-cookie.ts";
import { describeSession } from "../../services/session/describe-session.ts";
import { switchWorkspace, switchWorkspaceInput } from "../../services/session/switch-workspace.ts";
import { authedProcedure, router } from "../trpc.ts";

export const sessionRouter = router({
  me: authedProcedure.query(({ ctx: { parts, session } }) => describeSession({ parts, input: session })),
  switchWorkspace: authedProcedure.input(switchWorkspaceInput).mutation(async ({ ctx, input }) => {
    const { parts, session, responseHeaders } = ctx;
    const chosen = await switchWorkspace({ parts, input: { ...input, userId: session.user.id } });
    responseHeaders.append("set-cookie", workspaceCookie(chosen.workspaceId, parts.installation.publicUrl));
    return chosen;
  }),
});
