import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { trpc } from "../../lib/api.ts";
import { signOut } from "../../lib/auth.ts";
import { t } from "../../lib/language/language.ts";
import { notifyFailure } from "../../lib/notify.tsx";

/** Opens another workspace of the person's. */
export function useSwitchWorkspace() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation(
    trpc.session.switchWorkspace.mutationOptions({
      onSuccess: async () => {
        await queryClient.cancelQueries();
        await queryClient.fetchQuery(trpc.session.me.queryOptions(undefined, { staleTime: 0 }));
        await router.navigate({ to: "/" });
        await queryClient.resetQueries({ predicate: (query) => query.queryKey[0]?.toString() !== "session" });
      },
      onError: (error) => notifyFailure(t("shell.notSwitched"), error),
    }),
  );
}

/** Ends the session and leads to the sign-in page. */
export function useSignOut() {
  const queryClient = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: signOut,
    onSuccess: async () => {
      await queryClient.cancelQueries();
      queryClient.removeQueries({ queryKey: trpc.setup.status.queryKey() });
      await router.navigate({ to: "/login" });
      queryClient.clear();
    },
    onError: (error) => notifyFailure(t("shell.stillSignedIn"), error),
  });
}
