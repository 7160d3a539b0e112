import { ActionIcon, Button, Popover, TextInput, UnstyledButton } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconBookmarkPlus, IconX } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { FailureNotice } from "../../../components/failure-notice.tsx";
import { showNumber } from "../../../lib/format.ts";
import { type OrderFilters, orderQueryOf } from "../orders-query.ts";
import { useViewChanges, useViews } from "../queries/view-queries.ts";
import { t } from "../texts.ts";
import { searchOf, viewOf } from "../view-of-filters.ts";
import classes from "./saved-views.module.css";

interface SavedViewsProps {
  filters: OrderFilters;
  onFilter: (filters: OrderFilters) => void;
}

/** Orders past those that are counted are a plus behind the number. */
function countText({ orders, ordersIsAtLeast }: { orders: number; ordersIsAtLeast: boolean }): string {
  return `${showNumber(orders)}${ordersIsAtLeast ? "+" : ""}`;
}

/** Kept filters as tabs with counts, and the way to keep those that are set. Absent while there is nothing to show. */
export function SavedViews({ filters, onFilter }: SavedViewsProps) {
  const views = useViews().data ?? [];
  const { remove } = useViewChanges();
  const shown = viewOf(views, filters);
  const set = Object.keys(searchOf(filters)).length > 0;
  if (views.length === 0 && !set) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would draw a frame and break the row
    <div role="group" aria-label={t("orders.savedViews")} className={classes.row}>
      {views.map((view) => (
        <span key={view.id} className={classes.view} data-shown={view === shown || undefined}>
          <UnstyledButton
            className={classes.name}
            aria-pressed={view === shown}
            onClick={() => onFilter(view === shown ? {} : view.search)}
          >
            {view.name} <span className={classes.count}>{countText(view)}</span>
          </UnstyledButton>
          {view === shown && (
            <ActionIcon
              size="xs"
              variant="subtle"
              color="gray"
              aria-label={t("orders.removeTheView", { name: view.name })}
              onClick={() => remove.mutate({ id: view.id })}
            >
              <IconX size={13} aria-hidden="true" />
            </ActionIcon>
          )}
        </span>
      ))}
      {set && !shown && <SaveView filters={filters} />}
    </div>
  );
}

function SaveView({ filters }: { filters: OrderFilters }) {
  const [opened, { toggle, close }] = useDisclosure();
  const [name, setName] = useState("");
  const { save } = useViewChanges();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // A view shows its orders in the list's own order.
    const { sort: _, ...query } = orderQueryOf(filters);
    save.mutate(
      { name: name.trim(), search: searchOf(filters), query },
      {
        onSuccess: () => {
          setName("");
          close();
        },
      },
    );
  };
  return (
    <Popover opened={opened} onChange={toggle} onDismiss={close} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconBookmarkPlus size={15} aria-hidden="true" />}
          onClick={toggle}
        >
          {t("orders.saveView")}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form onSubmit={submit} aria-label={t("orders.saveView")} className={classes.form}>
          <TextInput
            label={t("orders.nameOfTheView")}
            maxLength={40}
            required
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending} disabled={name.trim() === ""}>
            {t("orders.save")}
          </Button>
        </form>
        {save.error && <FailureNotice error={save.error} what={t("orders.theViewWasNotKept")} />}
      </Popover.Dropdown>
    </Popover>
  );
}
