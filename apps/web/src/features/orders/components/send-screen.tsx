import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { showNumber } from "../../../lib/format.ts";
import { useKeyFor } from "../../../lib/use-key-for.ts";
import { readPastedTracking } from "../pasted-tracking.ts";
import { useDispatchBulk, usePreview } from "../queries/bulk-queries.ts";
import { t } from "../texts.ts";
import { parcelsOf, useSendRows } from "../use-send-rows.ts";
import classes from "./send.module.css";
import { SendRows } from "./send-rows.tsx";

/** Many orders with their tracking numbers: what will be sent where is shown before anything is sent. */
export function SendScreen({ onSent }: { onSent: (batchId: string) => void }) {
  const { rows, change, remove, fill } = useSendRows();
  const [pasted, setPasted] = useState("");
  const [carrier, setCarrier] = useState("");
  const keyFor = useKeyFor();
  const preview = usePreview();
  const dispatch = useDispatchBulk(({ id }) => onSent(id));
  const orders = parcelsOf(rows, carrier);
  const checked =
    preview.data && JSON.stringify(preview.variables?.orders) === JSON.stringify(orders) ? preview.data : null;
  return (
    <>
      <div className={classes.head}>
        <Stack gap="sm">
          <TextInput
            label={t("send.carrier")}
            description={t("send.carrierText")}
            placeholder={t("dispatch.carrierExample")}
            value={carrier}
            onChange={(event) => setCarrier(event.currentTarget.value)}
          />
        </Stack>
        <Stack gap="xs">
          <Textarea
            label={t("send.paste")}
            description={t("send.pasteText")}
            classNames={{ input: "mono" }}
            rows={3}
            value={pasted}
            onChange={(event) => setPasted(event.currentTarget.value)}
          />
          <Button
            variant="default"
            style={{ alignSelf: "flex-start" }}
            disabled={pasted.trim() === ""}
            onClick={() => {
              fill(readPastedTracking(pasted));
              setPasted("");
            }}
          >
            {t("send.fill")}
          </Button>
        </Stack>
      </div>
      {rows.length === 0 ? (
        <EmptyState kind="nothing-yet" title={t("send.none")} text={t("send.noneText")}>
          <LinkButton to="/orders">{t("send.choose")}</LinkButton>
        </EmptyState>
      ) : (
        <>
          <div className={classes.summary} aria-live="polite">
            <Button
              variant={checked ? "default" : "filled"}
              loading={preview.isPending}
              onClick={() => preview.mutate({ orders })}
            >
              {t("send.check", { count: orders.length })}
            </Button>
            <Button
              disabled={!checked || checked.ready === 0}
              loading={dispatch.isPending}
              onClick={() => dispatch.mutate({ orders, idempotencyKey: keyFor(orders) })}
            >
              {checked ? t("orders.sendCount", { count: checked.ready }) : t("send.some")}
            </Button>
            {checked && (
              <span data-testid="preview-summary">
                <strong>{showNumber(checked.ready)}</strong>{" "}
                {t("send.willSend", {
                  platforms: checked.platforms
                    .map(({ platform, parcels }) => `${platformName(platform)} ${parcels}`)
                    .join(" · "),
                })}
                {checked.skipped > 0 && (
                  <span className={classes.fault}>{t("send.willSkip", { skipped: showNumber(checked.skipped) })}</span>
                )}
              </span>
            )}
          </div>
          {preview.error && <FailureNotice error={preview.error} what={t("send.notChecked")} />}
          {dispatch.error && <FailureNotice error={dispatch.error} what={t("send.notSent")} />}
          <SendRows rows={rows} planned={checked?.parcels ?? null} onChange={change} onRemove={remove} />
        </>
      )}
    </>
  );
}
