import { Menu, UnstyledButton } from "@mantine/core";
import { IconCheck, IconLogout, IconSelector, IconSettings } from "@tabler/icons-react";
import { useRouter } from "@tanstack/react-router";
import { BrandMark } from "../../components/brand-mark.tsx";
import { t } from "../../lib/language/language.ts";
import { currentWorkspace, useSession } from "../../lib/session.ts";
import { ColorSchemeItems } from "./color-scheme-items.tsx";
import classes from "./shell.module.css";
import { useSignOut, useSwitchWorkspace } from "./workspace-acts.ts";

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
