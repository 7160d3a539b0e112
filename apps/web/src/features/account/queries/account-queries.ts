import { useMutation } from "@tanstack/react-query";
import { trpc } from "../../../lib/api.ts";
import { signIn } from "../../../lib/auth.ts";

/** Creates the owner; the answer carries the session cookie. */
export function useCreateOwner(onDone: () => void) {
  return useMutation(trpc.setup.createOwner.mutationOptions({ onSuccess: onDone }));
}

export function useSignIn(onDone: () => void) {
  return useMutation({
    mutationFn: (values: { email: string; password: string }) => signIn(values.email.trim(), values.password),
    onSuccess: onDone,
  });
}
