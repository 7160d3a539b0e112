import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { CopyText } from "../../../components/copy-text.tsx";
import classes from "../../../components/panel.module.css";
import { t } from "../texts.ts";

const files = [
  { href: "/api/export/inventory.csv", name: "data.inventory", text: "data.inventoryText" },
  { href: "/api/export/analytics/sales.csv", name: "data.sales", text: "data.salesText" },
  { href: "/api/export/payouts.csv", name: "data.payouts", text: "data.payoutsText" },
  { href: "/api/export/profit.csv", name: "data.profit", text: "data.profitText" },
] as const;

/** Everything that can be taken along as a file. */
export function ExportPanel() {
  return (
    <section className={classes.panel} aria-label={t("data.export")}>
      <h2 className={classes.title}>{t("data.export")}</h2>
      {files.map(({ href, name, text }) => (
        <div key={href} className={classes.row}>
          <div className={classes.about}>
            <div className={classes.name}>{t(name)}</div>
            <div className={classes.dim}>{t(text)}</div>
          </div>
          <Button
            component="a"
            href={href}
            download
            variant="default"
            leftSection={<IconDownload size={16} aria-hidden="true" />}
          >
            {t("data.download")}
            <span className="visually-hidden">{` ${t(name)}`}</span>
          </Button>
        </div>
      ))}
      <div className={`${classes.row} ${classes.dim}`}>{t("data.exportText")}</div>
    </section>
  );
}

const backup = "COUNTERFOIL_BACKUP_PASSPHRASE='…' npm run admin -- backup counterfoil.age";
const restore = "COUNTERFOIL_BACKUP_PASSPHRASE='…' npm run admin -- restore counterfoil.age";

/** How to keep a copy of everything: on the machine itself, because only there are its keys. */
export function BackupPanel() {
  return (
    <section className={classes.panel} aria-label={t("data.backup")}>
      <h2 className={classes.title}>{t("data.backup")}</h2>
      <div className={classes.row}>
        <div className={classes.about}>
          <div>{t("data.backupText")}</div>
          <div className={classes.command}>
            <CopyText text={backup} label={t("data.copy")} />
          </div>
          <div>{t("data.backupRestore")}</div>
          <div className={classes.command}>
            <CopyText text={restore} label={t("data.copy")} />
          </div>
          <div className={classes.dim}>{t("data.backupPass")}</div>
        </div>
      </div>
    </section>
  );
}
