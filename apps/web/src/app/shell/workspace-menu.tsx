import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconLogout, IconSelector, IconSettings } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { BrandMark } from "../../components/brand-mark.tsx";
import { trpc } from "../../lib/api.ts";
import { signOut } from "../../lib/auth.ts";
import { t } from "../../lib/language/language.ts";
import { notifyFailure } from "../../lib/notify.tsx";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import { ColorSchemeItems } from "./color-scheme-items.tsx";
import classes from "./shell.module.css";

function useSwitchWorkspace() {
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

function useSignOut() {
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

/** The open workspace, the others, the look, and the way out. */
export function WorkspaceMenu() {
  const session = useSession();
  const open = currentWorkspace(session);
  const switchTo = useSwitchWorkspace();
  const leave = useSignOut();
  const router = useRouter();
  return (
    <Menu position="bottom-start" width={240} withinPortal>
      <Menu.Target>
        <UnstyledButton
          className={classes.workspace}
          aria-label={t("shell.account", { name: open?.name ?? t("shell.noWorkspace") })}
        >
          <BrandMark size={22} />
          <span className={`${classes.workspaceName} truncate`}>{open?.name ?? t("shell.noWorkspace")}</span>
          <IconSelector size={14} aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.workspaces")}</Menu.Label>
        {session.workspaces.map((workspace) => (
          <Menu.Item
            key={workspace.id}
            onClick={() => workspace.id !== session.workspaceId && switchTo.mutate({ workspaceId: workspace.id })}
            rightSection={
              workspace.id === session.workspaceId ? <IconCheck size={15} aria-label={t("shell.open")} /> : null
            }
          >
            {workspace.demo ? t("shell.demoSuffix", { name: workspace.name }) : workspace.name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Label>{t("shell.appearance")}</Menu.Label>
        <ColorSchemeItems />
        <Menu.Divider />
        <Menu.Label>{session.user.email}</Menu.Label>
        <Menu.Item
          leftSection={<IconSettings size={16} aria-hidden="true" />}
          onClick={() => void router.navigate({ to: "/settings/integrations" })}
        >
          {t("shell.settings")}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden="true" />} onClick={() => leave.mutate()}>
          {t("shell.signOut")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
