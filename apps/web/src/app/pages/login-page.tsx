import { Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouter } from "@tanstack/react-router";
import { Note } from "../../components/note.tsx";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { LoginForm } from "../../features/account/components/login-form.tsx";
import { t } from "../../features/account/texts.ts";

const route = getRouteApi("/login");

export function LoginPage() {
  const { to, sso, reset } = route.useSearch();
  const queryClient = useQueryClient();
  const router = useRouter();
  const enter = () => {
    queryClient.clear();
    router.history.push(to ?? "/");
  };
  return (
    <AccountFrame title={t("account.signIn")} lead={t("account.welcome")}>
      <Stack gap="md">
        {reset && <Note tone="done">{t("account.resetDone")}</Note>}
        {sso && (
          <Note tone="failed" role="alert">
            {t("account.ssoFailed")}
          </Note>
        )}
        <LoginForm onDone={enter} back={to ?? "/"} />
      </Stack>
    </AccountFrame>
  );
}
