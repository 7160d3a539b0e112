import { workspaceCookie } from "../../security/workspace-cookie.ts";
import type { AccountVerb } from "../../services/accounts/account-verb.ts";
import { changePassword, changePasswordInput } from "../../services/accounts/change-password.ts";
import { describeAccount } from "../../services/accounts/describe-account.ts";
import {
  acceptInvitation,
  acceptInvitationInput,
  lookAtInvitation,
  lookAtInvitationInput,
} from "../../services/accounts/invitation.ts";
import { askReset, askResetInput, resetPassword, resetPasswordInput } from "../../services/accounts/reset-password.ts";
import { endOtherSessions, endSession, endSessionInput, listSessions } from "../../services/accounts/sessions.ts";
import {
  codeInput,
  confirmTwoFactor,
  passwordInput,
  renewRecoveryCodes,
  startTwoFactor,
  stopTwoFactor,
} from "../../services/accounts/two-factor.ts";
import { authedProcedure, publicProcedure, router } from "../trpc.ts";
import type { TrpcContext } from "../trpc-context.ts";

type Known = TrpcContext & { session: NonNullable<TrpcContext["session"]> };

function verb<Input>({ parts, session, requestId, requestHeaders }: Known, input: Input): AccountVerb<Input> {
  return { parts, session, requestId, requestHeaders, input };
}

function answerCookies({ responseHeaders }: TrpcContext, cookies: readonly string[]): { ok: true } {
  for (const cookie of cookies) responseHeaders.append("set-cookie", cookie);
  return { ok: true };
}

// Tokens of links travel in the body, where no log and no history keeps them: what looks at them is a mutation too.
export const accountRouter = router({
  me: authedProcedure.query(({ ctx }) => describeAccount(verb(ctx, undefined))),
  sessions: authedProcedure.query(({ ctx }) => listSessions(verb(ctx, undefined))),
  endSession: authedProcedure.input(endSessionInput).mutation(({ ctx, input }) => endSession(verb(ctx, input))),
  endOtherSessions: authedProcedure.mutation(({ ctx }) => endOtherSessions(verb(ctx, undefined))),
  changePassword: authedProcedure
    .input(changePasswordInput)
    .mutation(({ ctx, input }) => changePassword(verb(ctx, input))),
  startTwoFactor: authedProcedure.input(passwordInput).mutation(({ ctx, input }) => startTwoFactor(verb(ctx, input))),
  confirmTwoFactor: authedProcedure
    .input(codeInput)
    .mutation(async ({ ctx, input }) => answerCookies(ctx, await confirmTwoFactor(verb(ctx, input)))),
  stopTwoFactor: authedProcedure
    .input(passwordInput)
    .mutation(async ({ ctx, input }) => answerCookies(ctx, await stopTwoFactor(verb(ctx, input)))),
  renewRecoveryCodes: authedProcedure
    .input(passwordInput)
    .mutation(({ ctx, input }) => renewRecoveryCodes(verb(ctx, input))),
  askReset: publicProcedure.input(askResetInput).mutation(({ ctx, input }) => askReset({ ...ctx, input })),
  resetPassword: publicProcedure
    .input(resetPasswordInput)
    .mutation(({ ctx, input }) => resetPassword({ ...ctx, input })),
  lookAtInvitation: publicProcedure
    .input(lookAtInvitationInput)
    .mutation(({ ctx, input }) => lookAtInvitation({ ...ctx, input })),
  acceptInvitation: publicProcedure.input(acceptInvitationInput).mutation(async ({ ctx, input }) => {
    const { parts, requestHeaders } = ctx;
    const { workspaceId, made } = await acceptInvitation({ ...ctx, input });
    if (made !== null) {
      const { password } = input;
      answerCookies(ctx, await parts.accounts.signIn({ ...made, password, requestHeaders }));
    }
    answerCookies(ctx, [workspaceCookie(workspaceId, parts.installation.publicUrl)]);
    return { workspaceId };
  }),
});
