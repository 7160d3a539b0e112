import { Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import { EmptyState } from "../../../components/empty-state.tsx";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { LinkButton } from "../../../components/link-button.tsx";
import { platformName } from "../../../components/platform-mark.tsx";
import { countOf, showNumber } from "../../../lib/format.ts";
import { useKeyFor } from "../../../lib/use-key-for.ts";
import { readPastedTracking } from "../pasted-tracking.ts";
import { useDispatchBulk, usePreview } from "../queries/bulk-queries.ts";
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
            label="Carrier for all"
            description="Left empty, it is told from each number."
            placeholder="Royal Mail"
            value={carrier}
            onChange={(event) => setCarrier(event.currentTarget.value)}
          />
        </Stack>
        <Stack gap="xs">
          <Textarea
            label="Paste tracking numbers"
            description="One order a row: order number, tracking number, carrier. From a spreadsheet or a CSV file."
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
            Fill in
          </Button>
        </Stack>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          kind="nothing-yet"
          title="No orders chosen"
          text="Tick orders in the list, or paste their numbers above."
        >
          <LinkButton to="/orders">Choose orders</LinkButton>
        </EmptyState>
      ) : (
        <>
          <div className={classes.summary} aria-live="polite">
            <Button
              variant={checked ? "default" : "filled"}
              loading={preview.isPending}
              onClick={() => preview.mutate({ orders })}
            >
              Check {countOf(orders.length, "order")}
            </Button>
            <Button
              disabled={!checked || checked.ready === 0}
              loading={dispatch.isPending}
              onClick={() => dispatch.mutate({ orders, idempotencyKey: keyFor(orders) })}
            >
              Send {checked ? countOf(checked.ready, "order") : "…"}
            </Button>
            {checked && (
              <span data-testid="preview-summary">
                <strong>{showNumber(checked.ready)}</strong> will be sent (
                {checked.platforms.map(({ platform, parcels }) => `${platformName(platform)} ${parcels}`).join(" · ")})
                {checked.skipped > 0 && (
                  <span className={classes.fault}>, {showNumber(checked.skipped)} will be skipped</span>
                )}
              </span>
            )}
          </div>
          {preview.error && <FailureNotice error={preview.error} what="The orders could not be checked." />}
          {dispatch.error && <FailureNotice error={dispatch.error} what="The orders were not sent." />}
          <SendRows rows={rows} planned={checked?.parcels ?? null} onChange={change} onRemove={remove} />
        </>
      )}
    </>
  );
}
