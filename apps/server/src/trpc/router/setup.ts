import { workspaceCookie } from "../../security/workspace-cookie.ts";
import { createOwner, createOwnerInput } from "../../services/setup/create-owner.ts";
import { needsOwner } from "../../services/setup/needs-owner.ts";
import { publicProcedure, router } from "../trpc.ts";

export const setupRouter = router({
  status: publicProcedure.query(async ({ ctx: { parts, session } }) => {
    const { version, demoAvailable, singleSignOn } = parts.installation;
    const signIn = { singleSignOn: singleSignOn?.name ?? null, resetByMail: parts.mailer !== null };
    return { needsOwner: await needsOwner(parts), signedIn: session !== null, demoAvailable, version, signIn };
  }),
  createOwner: publicProcedure.input(createOwnerInput).mutation(async ({ ctx, input }) => {
    const { parts, requestHeaders, responseHeaders } = ctx;
    const created = await createOwner({ parts, input });
    const cookies = await parts.accounts.signIn({ email: input.email, password: input.password, requestHeaders });
    for (const cookie of cookies) responseHeaders.append("set-cookie", cookie);
    responseHeaders.append("set-cookie", workspaceCookie(created.workspaceId, parts.installation.publicUrl));
    return created;
  }),
});
