import { Button, Modal, NumberInput, Select, Stack, Switch } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { StockChannel } from "../../../lib/api-types.ts";
import { stateOf } from "../../../lib/language/words-by.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useSetBuffer, useSetChannel, useStockSettings } from "../queries/listing-queries.ts";
import { t } from "../texts.ts";
import classes from "./listings.module.css";

/** Opens how numbers are told to the platforms. */
export function StockSettingsButton() {
  const [opened, setOpened] = useState(false);
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconSettings size={16} aria-hidden="true" />}
        onClick={() => setOpened(true)}
      >
        {t("listings.stockSettings")}
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title={t("listings.stockSettings")} size="xl" centered>
        <StockSettings />
      </Modal>
    </>
  );
}

function StockSettings() {
  const { data } = useStockSettings();
  const setBuffer = useSetBuffer();
  if (!data) return null;
  const failed = (error: unknown) => notifyFailure(t("listings.theSettingWasNotSaved"), error);
  return (
    <Stack gap="sm">
      <NumberInput
        label={t("listings.unitsKeptBackOnEvery")}
        description={t("stockSettings.keptText")}
        min={0}
        max={1000}
        defaultValue={data.safetyBuffer}
        onBlur={(event) => {
          const safetyBuffer = Number(event.currentTarget.value);
          if (safetyBuffer !== data.safetyBuffer) setBuffer.mutate({ safetyBuffer }, { onError: failed });
        }}
      />
      <div>
        {data.channels
          .filter(({ writable }) => writable)
          .map((channel) => (
            <ChannelRow key={channel.connectionId} channel={channel} onFailed={failed} />
          ))}
      </div>
    </Stack>
  );
}

const rules = [
  stateOf(t, { value: "ask", label: "stockSettings.ask" }),
  stateOf(t, { value: "withdraw", label: "stockSettings.lower" }),
  stateOf(t, { value: "heal", label: "stockSettings.correct" }),
];

function ChannelRow({ channel, onFailed }: { channel: StockChannel; onFailed: (error: unknown) => void }) {
  const save = useSetChannel();
  const { connectionId } = channel;
  const set = (change: Omit<Parameters<typeof save.mutate>[0], "connectionId">) =>
    save.mutate({ connectionId, ...change }, { onError: onFailed });
  return (
    <div className={classes.channel}>
      <Stack gap={6}>
        <PlatformMark platform={channel.platform} withName />
        <Switch
          label={channel.allowedAt ? t("stockSettings.send") : t("stockSettings.sendLater")}
          checked={!channel.paused}
          onChange={(event) => set({ paused: !event.currentTarget.checked })}
        />
      </Stack>
      <NumberInput
        label={t("stockSettings.kept")}
        placeholder={t("stockSettings.asAbove")}
        min={0}
        max={1000}
        defaultValue={channel.safetyBuffer ?? ""}
        onBlur={(event) => {
          const text = event.currentTarget.value;
          const safetyBuffer = text === "" ? null : Number(text);
          if (safetyBuffer !== channel.safetyBuffer) set({ safetyBuffer });
        }}
      />
      <NumberInput
        label={t("stockSettings.zeroes")}
        min={0}
        defaultValue={channel.zeroLimit}
        onBlur={(event) => {
          const zeroLimit = Number(event.currentTarget.value);
          if (zeroLimit !== channel.zeroLimit) set({ zeroLimit });
        }}
      />
      <Select
        label={t("stockSettings.differs")}
        data={rules}
        value={channel.driftRule}
        allowDeselect={false}
        onChange={(value) => {
          const rule = rules.find((known) => known.value === value)?.value as StockChannel["driftRule"] | undefined;
          if (rule) set({ driftRule: rule });
        }}
      />
    </div>
  );
}
