import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { LoginForm } from "../../features/account/components/login-form.tsx";

const route = getRouteApi("/login");

export function LoginPage() {
  const { to } = route.useSearch();
  const queryClient = useQueryClient();
  const router = useRouter();
  const enter = () => {
    queryClient.clear();
    router.history.push(to ?? "/");
  };
  return (
    <AccountFrame title="Sign in" lead="Good to see you again.">
      <LoginForm onDone={enter} />
    </AccountFrame>
  );
}
