import { MultiSelect, Radio, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { trpc } from "../lib/api.ts";
import { t } from "../lib/language/language.ts";

/** The connections that somebody is confined to; null for all. */
export type Confinement = string[] | null;

/** Whether the choice says something: all, or at least one. */
export function isChosen(value: Confinement): boolean {
  return value === null || value.length > 0;
}

interface ConnectionChoiceProps {
  label: string;
  value: Confinement;
  onChange: (value: Confinement) => void;
}

/** Asks for all connections, or for some of them by name. */
export function ConnectionChoice({ label, value, onChange }: ConnectionChoiceProps) {
  const names = useQuery(trpc.connections.names.queryOptions());
  return (
    <Radio.Group
      label={label}
      value={value === null ? "all" : "some"}
      onChange={(choice) => onChange(choice === "all" ? null : [])}
    >
      <Stack gap="xs" mt={6}>
        <Radio value="all" label={t("confine.all")} description={t("confine.allText")} />
        <Radio value="some" label={t("confine.some")} description={t("confine.someText")} />
        {value !== null && (
          <MultiSelect
            aria-label={t("confine.some")}
            data={(names.data ?? []).map(({ id, name, inUse }) => ({
              value: id,
              label: inUse ? name : `${name} · ${t("confine.gone")}`,
            }))}
            value={value}
            onChange={onChange}
            placeholder={value.length === 0 ? t("confine.choose") : ""}
            error={names.error ? t("confine.failed") : null}
            searchable
          />
        )}
      </Stack>
    </Radio.Group>
  );
}

/** How far a confinement reaches, in a few words. */
export function confinementWords(value: readonly string[] | null): string {
  if (value === null) return t("confine.all");
  return value.length === 1 ? t("confine.one") : t("confine.count", { count: value.length });
}
