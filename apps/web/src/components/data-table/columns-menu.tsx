import { ActionIcon, Checkbox, Popover, Stack, Tooltip } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import { t } from "../../lib/language/language.ts";
import { useColumnChoice } from "./column-choice.ts";
import type { TableColumn } from "./table-column.ts";

interface ColumnsMenuProps<Row> {
  table: string;
  columns: readonly TableColumn<Row>[];
}

/** Chooses which columns are shown. The first one always is. */
export function ColumnsMenu<Row>({ table, columns }: ColumnsMenuProps<Row>) {
  const [choice, setChoice] = useColumnChoice(table);
  return (
    <Popover position="bottom-end" shadow="md" withinPortal>
      <Popover.Target>
        <Tooltip label={t("table.columns")}>
          <ActionIcon variant="default" size="input-sm" aria-label={t("table.chooseColumns")} visibleFrom="sm">
            <IconColumns3 size={16} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          {columns.slice(1).map((column) => (
            <Checkbox
              key={column.id}
              label={column.label}
              checked={choice.visibility[column.id] ?? !column.hidden}
              onChange={(event) => {
                const shown = event.currentTarget.checked;
                setChoice((now) => ({ ...now, visibility: { ...now.visibility, [column.id]: shown } }));
              }}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
