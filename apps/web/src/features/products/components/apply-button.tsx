import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { ConfirmDialog } from "../../../components/confirm-dialog.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { notifyDone } from "../../../lib/notify.tsx";
import { fieldWords } from "../product-words.ts";
import { useApplyMapping, useMappingPreview } from "../queries/product-queries.ts";
import { t } from "../texts.ts";
import classes from "./products.module.css";

/** Shows what the words would change in the present products, and changes it when told to. */
export function ApplyButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button variant="default" onClick={() => setOpened(true)}>
        {t("apply.button")}
      </Button>
      {opened && <ApplyDialog onClose={() => setOpened(false)} />}
    </>
  );
}

function ApplyDialog({ onClose }: { onClose: () => void }) {
  const apply = useApplyMapping();
  const preview = useMappingPreview();
  const none = preview.data?.changed === 0;
  const confirm = () => {
    if (none || !preview.data) return onClose();
    apply.mutate(undefined, {
      onSuccess: () => {
        notifyDone({ message: t("apply.onItsWay") });
        onClose();
      },
    });
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={t("apply.title")}
      action={none ? t("common.close") : t("apply.button")}
      color="brand"
      onConfirm={confirm}
      busy={apply.isPending}
      error={apply.error}
    >
      {preview.isPending && <Skeleton height={120} />}
      {preview.error && <FailureNotice error={preview.error} onRetry={() => void preview.refetch()} />}
      {preview.data && (
        <>
          <p>{t("apply.count", { changed: preview.data.changed, products: preview.data.products })}</p>
          {preview.data.changed > 0 && (
            <ul className={classes.items}>
              {preview.data.examples.map(({ productId, title, changes }) => (
                <li key={productId}>
                  <span className={classes.itemText}>
                    <strong>{title}</strong>
                    {changes.map(({ field, before, after }) => (
                      <span key={field} className={classes.dim}>
                        <br />
                        {fieldWords[field]}: {before || "–"} → {after || "–"}
                      </span>
                    ))}
                  </span>
                </li>
              ))}
            </ul>
          )}
          <p className={classes.dim}>{t("apply.kept")}</p>
        </>
      )}
    </ConfirmDialog>
  );
}
