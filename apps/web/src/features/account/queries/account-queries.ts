import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { client, trpc } from "../../../lib/api.ts";
import { goToSingleSignOn, proveSecondFactor, signIn } from "../../../lib/auth.ts";

/** Creates the owner; the answer carries the session cookie. */
export function useCreateOwner(onDone: () => void) {
  return useMutation(trpc.setup.createOwner.mutationOptions({ onSuccess: onDone }));
}

export function useSignIn(onDone: (outcome: "in" | "second-factor") => void) {
  return useMutation({
    mutationFn: (values: { email: string; password: string }) => signIn(values.email.trim(), values.password),
    onSuccess: onDone,
  });
}

export function useSecondFactor(onDone: () => void) {
  return useMutation({
    mutationFn: ({ kind, code }: { kind: "app" | "recovery"; code: string }) => proveSecondFactor(kind, code),
    onSuccess: onDone,
  });
}

/** What the sign-in page offers beside the password. */
export function useSignInWays() {
  return useQuery(trpc.setup.status.queryOptions(undefined, { staleTime: 60_000 })).data?.signIn;
}

export function useSingleSignOn(act: "sign-in" | "join", back: string) {
  return useMutation({ mutationFn: () => goToSingleSignOn(act, back) });
}

export function useAccount() {
  return useQuery(trpc.account.me.queryOptions());
}

export function useSessions() {
  return useQuery(trpc.account.sessions.queryOptions());
}

/** What a person does with their own account; each act refreshes what is shown of it. */
export function useAccountActs() {
  const queryClient = useQueryClient();
  // Not waited for: the row that was acted on may be gone by then, and with it what it has to say.
  const onSettled = () => void queryClient.invalidateQueries(trpc.account.pathFilter());
  return {
    changePassword: useMutation(trpc.account.changePassword.mutationOptions({ onSettled })),
    startTwoFactor: useMutation(trpc.account.startTwoFactor.mutationOptions()),
    confirmTwoFactor: useMutation(trpc.account.confirmTwoFactor.mutationOptions({ onSettled })),
    stopTwoFactor: useMutation(trpc.account.stopTwoFactor.mutationOptions({ onSettled })),
    renewRecoveryCodes: useMutation(trpc.account.renewRecoveryCodes.mutationOptions()),
    endSession: useMutation(trpc.account.endSession.mutationOptions({ onSettled })),
    endOthers: useMutation(trpc.account.endOtherSessions.mutationOptions({ onSettled })),
  };
}

export function useAskReset() {
  return useMutation(trpc.account.askReset.mutationOptions());
}

export function useResetPassword(onDone: () => void) {
  return useMutation(trpc.account.resetPassword.mutationOptions({ onSuccess: onDone }));
}

/** What the link's token opens; asked once, for looking changes nothing. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ["invitation", token],
    queryFn: () => client.account.lookAtInvitation.mutate({ token }),
    retry: false,
    staleTime: 60_000,
  });
}

export function useAcceptInvitation(onDone: () => void) {
  return useMutation(trpc.account.acceptInvitation.mutationOptions({ onSuccess: onDone }));
}
