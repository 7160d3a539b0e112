import { demandSecondFactor, demandSecondFactorInput } from "../../services/team/demand-second-factor.ts";
import { invite, inviteInput } from "../../services/team/invite.ts";
import { listTeam } from "../../services/team/list-team.ts";
import { removeMember, removeMemberInput } from "../../services/team/remove-member.ts";
import { revokeInvitation, revokeInvitationInput } from "../../services/team/revoke-invitation.ts";
import { setConnections, setConnectionsInput } from "../../services/team/set-connections.ts";
import { setRole, setRoleInput } from "../../services/team/set-role.ts";
import { router, workspaceProcedure } from "../trpc.ts";

export const teamRouter = router({
  list: workspaceProcedure.query(({ ctx }) => listTeam({ ctx: ctx.service })),
  invite: workspaceProcedure.input(inviteInput).mutation(({ ctx, input }) => invite({ ctx: ctx.service, input })),
  revokeInvitation: workspaceProcedure
    .input(revokeInvitationInput)
    .mutation(({ ctx, input }) => revokeInvitation({ ctx: ctx.service, input })),
  demandSecondFactor: workspaceProcedure
    .input(demandSecondFactorInput)
    .mutation(({ ctx, input }) => demandSecondFactor({ ctx: ctx.service, input })),
  setConnections: workspaceProcedure
    .input(setConnectionsInput)
    .mutation(({ ctx, input }) => setConnections({ ctx: ctx.service, input })),
  setRole: workspaceProcedure.input(setRoleInput).mutation(({ ctx, input }) => setRole({ ctx: ctx.service, input })),
  remove: workspaceProcedure
    .input(removeMemberInput)
    .mutation(({ ctx, input }) => removeMember({ ctx: ctx.service, input })),
});
