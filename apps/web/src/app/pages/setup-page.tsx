import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { SetupForm } from "../../features/account/components/setup-form.tsx";

export function SetupPage() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = async () => {
    queryClient.clear();
    await navigate({ to: "/" });
  };
  return (
    <AccountFrame
      title="Welcome"
      lead="This installation is new. Create its owner, and it is yours. Everything stays on this machine."
    >
      <SetupForm onDone={enter} />
    </AccountFrame>
  );
}
