import { Kbd, UnstyledButton } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { lazy, useState } from "react";
import { LoadWhen } from "../../components/load-when.tsx";
import { t, withTexts } from "../../lib/language/language.ts";
import classes from "./shell.module.css";

const CommandPalette = lazy(
  withTexts(async () => ({ default: (await import("./command-palette.tsx")).CommandPalette })),
);

/** Opens the command palette, by a press or by Ctrl+K (⌘K). `small` is its sign alone, for a phone, which has no keys. */
export function PaletteKey({ small = false }: { small?: boolean }) {
  const [opened, setOpened] = useState(false);
  useHotkeys(small ? [] : [["mod+K", () => setOpened(true)]], []);
  return (
    <>
      <UnstyledButton className={classes.palette} onClick={() => setOpened(true)}>
        <IconSearch size={16} aria-hidden="true" />
        <span className="visually-hidden">{t("palette.title")}</span>
        {!small && (
          <>
            <span className={classes.label} aria-hidden="true">
              {t("palette.open")}
            </span>
            <Kbd size="xs" className={classes.label} aria-hidden="true">
              Ctrl K
            </Kbd>
          </>
        )}
      </UnstyledButton>
      <LoadWhen wanted={opened}>
        <CommandPalette opened={opened} onClose={() => setOpened(false)} />
      </LoadWhen>
    </>
  );
}
