import { Checkbox, Fieldset, SimpleGrid, Stack } from "@mantine/core";
import type { WebhookEventType } from "../../../lib/api-types.ts";
import { eventGroups, eventWord } from "../event-words.ts";

interface EventChoiceProps {
  value: readonly WebhookEventType[];
  onChange: (value: WebhookEventType[]) => void;
}

/** Which events an address is told, group by group. */
export function EventChoice({ value, onChange }: EventChoiceProps) {
  const toggle = (type: WebhookEventType, on: boolean) =>
    onChange(on ? [...value, type] : value.filter((known) => known !== type));
  return (
    <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xs">
      {eventGroups().map(({ name, types }) => (
        <Fieldset key={name} legend={name} px="sm" py={6}>
          <Stack gap={6}>
            {types.map((type) => (
              <Checkbox
                key={type}
                size="sm"
                label={eventWord(type)}
                checked={value.includes(type)}
                onChange={(event) => toggle(type, event.currentTarget.checked)}
              />
            ))}
          </Stack>
        </Fieldset>
      ))}
    </SimpleGrid>
  );
}
