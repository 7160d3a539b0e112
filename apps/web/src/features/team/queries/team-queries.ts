import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";

export function useTeam() {
  return useQuery(trpc.team.list.queryOptions());
}

/** What is done with the team; each act refreshes the list, also where it was refused. */
export function useTeamActs() {
  const queryClient = useQueryClient();
  // Not waited for: the row that was acted on may be gone by then, and with it what it has to say.
  const onSettled = () => void queryClient.invalidateQueries(trpc.team.pathFilter());
  return {
    invite: useMutation(trpc.team.invite.mutationOptions({ onSettled })),
    takeBack: useMutation(trpc.team.revokeInvitation.mutationOptions({ onSettled })),
    setRole: useMutation(trpc.team.setRole.mutationOptions({ onSettled })),
    setConnections: useMutation(trpc.team.setConnections.mutationOptions({ onSettled })),
    demandSecondFactor: useMutation(trpc.team.demandSecondFactor.mutationOptions({ onSettled })),
    remove: useMutation(trpc.team.remove.mutationOptions({ onSettled })),
  };
}
