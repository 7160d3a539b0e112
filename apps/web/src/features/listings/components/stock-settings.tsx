import { Button, Modal, NumberInput, Select, Stack, Switch } from "@mantine/core";
import { IconSettings } from "@tabler/icons-react";
import { useState } from "react";
import { PlatformMark } from "../../../components/platform-mark.tsx";
import type { StockChannel } from "../../../lib/api-types.ts";
import { notifyFailure } from "../../../lib/notify.tsx";
import { useSetBuffer, useSetChannel, useStockSettings } from "../queries/listing-queries.ts";
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
        Stock settings
      </Button>
      <Modal opened={opened} onClose={() => setOpened(false)} title="Stock settings" size="xl" centered>
        <StockSettings />
      </Modal>
    </>
  );
}

function StockSettings() {
  const { data } = useStockSettings();
  const setBuffer = useSetBuffer();
  if (!data) return null;
  const failed = (error: unknown) => notifyFailure("The setting was not saved", error);
  return (
    <Stack gap="sm">
      <NumberInput
        label="Units kept back on every listing"
        description="So many fewer are offered than are free. 0 offers all."
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
  { value: "ask", label: "Ask about every difference" },
  { value: "withdraw", label: "Lower by itself, ask to raise" },
  { value: "heal", label: "Correct by itself" },
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
          label={channel.allowedAt ? "Send numbers" : "Send numbers, after your first yes"}
          checked={!channel.paused}
          onChange={(event) => set({ paused: !event.currentTarget.checked })}
        />
      </Stack>
      <NumberInput
        label="Kept back"
        placeholder="as above"
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
        label="Ask above zeroes"
        min={0}
        defaultValue={channel.zeroLimit}
        onBlur={(event) => {
          const zeroLimit = Number(event.currentTarget.value);
          if (zeroLimit !== channel.zeroLimit) set({ zeroLimit });
        }}
      />
      <Select
        label="When a number differs"
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
