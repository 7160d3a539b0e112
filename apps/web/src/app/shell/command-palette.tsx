import { Loader, Modal, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconBox, IconReceipt, IconSearch } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { type KeyboardEvent, useEffect, useState } from "react";
import { trpc } from "../../lib/api.ts";
import { t } from "../../lib/language/language.ts";
import classes from "./command-palette.module.css";
import { type Command, findCommands, type Go } from "./commands.ts";

const foundOfEach = 5;

/** Orders and units that hold the words. */
function useFound(words: string): { commands: Command[]; searching: boolean } {
  const [settled] = useDebouncedValue(words.trim(), 150);
  const enabled = settled.length >= 2;
  const options = { enabled, placeholderData: keepPreviousData };
  const orders = useQuery(trpc.orders.list.queryOptions({ q: settled, limit: foundOfEach }, options));
  const stock = useQuery(trpc.inventory.list.queryOptions({ q: settled, limit: foundOfEach }, options));
  if (!enabled) return { commands: [], searching: false };
  return {
    commands: [
      ...(orders.data?.orders ?? []).map((order) => ({
        id: order.id,
        icon: IconReceipt,
        label: order.platformOrderId,
        aside: order.firstTitle ?? "",
        run: (go: Go) => go({ to: "/orders/$orderId", params: { orderId: order.id } }),
      })),
      ...(stock.data?.items ?? []).map((item) => ({
        id: item.id,
        icon: IconBox,
        label: item.title,
        aside: [item.sku, item.location].filter(Boolean).join(" · "),
        run: (go: Go) => go({ to: "/inventory", search: { item: item.id } }),
      })),
    ],
    searching: orders.isFetching || stock.isFetching,
  };
}

/** Goes anywhere and finds any order or unit, by keys alone. */
export function CommandPalette({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      withCloseButton={false}
      size="lg"
      padding={0}
      yOffset="12vh"
      attributes={{ content: { "aria-label": t("palette.title") } }}
    >
      <Palette onClose={onClose} />
    </Modal>
  );
}

function Palette({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const [words, setWords] = useState("");
  const [place, setPlace] = useState(0);
  const found = useFound(words);
  const commands = [...findCommands(words), ...found.commands];
  const chosen = commands[Math.min(place, commands.length - 1)];
  useEffect(() => {
    if (chosen) document.getElementById(optionId(chosen))?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const run = (command: Command) => {
    onClose();
    command.run((target) => void router.navigate(target));
  };
  const press = (event: KeyboardEvent) => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setPlace((now) => Math.max(0, Math.min(commands.length - 1, Math.min(now, commands.length - 1) + step)));
    }
    if (event.key === "Enter" && chosen) {
      event.preventDefault();
      run(chosen);
    }
  };
  return (
    <>
      <TextInput
        data-autofocus
        role="combobox"
        aria-expanded
        aria-controls="palette-list"
        aria-activedescendant={chosen && optionId(chosen)}
        aria-label={t("palette.search")}
        placeholder={t("palette.search")}
        variant="unstyled"
        size="md"
        className={classes.search}
        leftSection={found.searching ? <Loader size={15} /> : <IconSearch size={17} aria-hidden="true" />}
        value={words}
        onChange={(event) => {
          setWords(event.currentTarget.value);
          setPlace(0);
        }}
        onKeyDown={press}
      />
      <div id="palette-list" role="listbox" aria-label={t("palette.title")} className={classes.list}>
        {commands.map((command) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: keys are taken by the field above, which keeps the focus
          <div
            key={command.id}
            id={optionId(command)}
            role="option"
            tabIndex={-1}
            aria-selected={command === chosen}
            className={classes.option}
            onClick={() => run(command)}
          >
            <command.icon size={16} aria-hidden="true" />
            <span className="truncate">{command.label}</span>
            {command.aside && <span className={`${classes.aside} truncate`}>{command.aside}</span>}
          </div>
        ))}
        {commands.length === 0 && !found.searching && <div className={classes.none}>{t("palette.none")}</div>}
      </div>
    </>
  );
}

const optionId = (command: Command) => `palette-${command.id.replaceAll(/\W/g, "-")}`;
