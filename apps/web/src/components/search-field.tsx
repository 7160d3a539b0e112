import { CloseButton, Kbd, TextInput } from "@mantine/core";
import { useDebouncedCallback, useHotkeys } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { t } from "../lib/language/language.ts";

interface SearchFieldProps {
  value: string;
  onChange: (value: string) => void;
  /** Accessible name, also the placeholder. */
  label: string;
  width?: number | string;
  /** Whether `/` jumps here; one field per page. */
  shortcut?: boolean;
}

/** Search that follows typing after a short pause. Escape empties it. */
export function SearchField({ value, onChange, label, width = 280, shortcut = true }: SearchFieldProps) {
  const [text, setText] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  const sent = useRef(value);
  const send = useDebouncedCallback((next: string) => {
    sent.current = next;
    onChange(next);
  }, 250);
  useEffect(() => {
    if (value === sent.current) return;
    sent.current = value;
    setText(value);
  }, [value]);
  useHotkeys(shortcut ? [["/", () => input.current?.focus()]] : []);
  const change = (next: string) => {
    setText(next);
    send(next);
  };
  return (
    <TextInput
      ref={input}
      type="search"
      role="searchbox"
      aria-label={label}
      placeholder={label}
      value={text}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        change("");
        event.currentTarget.blur();
      }}
      leftSection={<IconSearch size={15} aria-hidden="true" />}
      rightSection={
        text ? (
          <CloseButton size="sm" aria-label={t("common.clearSearch")} onClick={() => change("")} />
        ) : !shortcut ? null : (
          <Kbd size="xs" aria-hidden="true" visibleFrom="sm">
            /
          </Kbd>
        )
      }
      w={width}
      miw={0}
    />
  );
}
