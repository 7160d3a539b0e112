import { Button } from "@mantine/core";
import { Note } from "../../../components/note.tsx";
import classes from "../../../components/panel.module.css";
import { StateDot } from "../../../components/state-dot.tsx";
import { useSignInWays, useSingleSignOn } from "../queries/account-queries.ts";
import { t } from "../texts.ts";

/** Joins the account with the one at the single sign-on provider; nothing where the installation has none. */
export function SsoPanel({ joined, failed }: { joined: boolean; failed: boolean }) {
  const name = useSignInWays()?.singleSignOn;
  const leave = useSingleSignOn("join", "/settings/account");
  if (!name) return null;
  return (
    <section className={classes.panel} aria-label={t("account.sso")}>
      <h2 className={classes.title}>{t("account.sso")}</h2>
      <div className={classes.row}>
        <div className={classes.about}>{t("account.ssoText", { name })}</div>
        {joined ? (
          <StateDot tone="done" word={t("account.ssoJoined")} />
        ) : (
          <Button variant="default" size="compact-sm" loading={leave.isPending} onClick={() => leave.mutate()}>
            {t("account.ssoJoin", { name })}
          </Button>
        )}
      </div>
      {(failed || leave.error) && (
        <div className={classes.row}>
          <Note tone="failed" role="alert">
            {leave.error?.message ?? t("account.ssoNotJoined")}
          </Note>
        </div>
      )}
    </section>
  );
}
