import { Button, Stack } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { AccountFrame } from "../../features/account/components/account-frame.tsx";
import { TwoFactorDialog } from "../../features/account/components/two-factor-dialog.tsx";
import { t } from "../../features/account/texts.ts";
import { trpc } from "../../lib/api.ts";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import { useSignOut, useSwitchWorkspace } from "../shell/workspace-acts.ts";

/** Where a member without a second factor is led by a workspace that demands one. */
export function SecondFactorPage() {
  const session = useSession();
  const queryClient = useQueryClient();
  const router = useRouter();
  const switchTo = useSwitchWorkspace();
  const leave = useSignOut();
  const [open, setOpen] = useState(false);
  const close = async () => {
    setOpen(false);
    const now = await queryClient.fetchQuery(trpc.session.me.queryOptions(undefined, { staleTime: 0 }));
    if (!now.lacksSecondFactor) await router.navigate({ to: "/" });
  };
  const others = session.workspaces.filter(({ id }) => id !== session.workspaceId);
  return (
    <AccountFrame
      title={t("demanded.title")}
      lead={t("demanded.text", { workspace: currentWorkspace(session)?.name ?? "" })}
    >
      <Stack gap="sm">
        <p>{t("account.factorText")}</p>
        <Button size="md" onClick={() => setOpen(true)}>
          {t("demanded.setUp")}
        </Button>
        {others.map(({ id, name }) => (
          <Button
            key={id}
            variant="default"
            loading={switchTo.isPending}
            onClick={() => switchTo.mutate({ workspaceId: id })}
          >
            {t("demanded.openOther", { name })}
          </Button>
        ))}
        <Button variant="subtle" loading={leave.isPending} onClick={() => leave.mutate()}>
          {t("shell.signOut")}
        </Button>
      </Stack>
      {open && <TwoFactorDialog onClose={() => void close()} />}
    </AccountFrame>
  );
}
