import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { SetupForm } from "../../features/account/components/setup-form.tsx";
import { t } from "../../features/account/texts.ts";

export function SetupPage() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const enter = async () => {
    queryClient.clear();
    await navigate({ to: "/" });
  };
  return (
    <AccountFrame title={t("setup.title")} lead={t("setup.text")}>
      <SetupForm onDone={enter} />
    </AccountFrame>
  );
}
