import {
  type Icon,
  IconArrowsJoin2,
  IconClock,
  IconKey,
  IconPalette,
  IconPlus,
  IconTags,
  IconUpload,
  IconUsers,
  IconWebhook,
} from "@tabler/icons-react";
import type { NavigateOptions } from "@tanstack/react-router";
import { type TextId, t } from "../../lib/language/language.ts";
import { places } from "./navigation.ts";

export type Go = (target: NavigateOptions) => void;

/** Something to do or somewhere to go. */
export interface Command {
  id: string;
  icon: Icon;
  label: string;
  /** What tells it from its like. */
  aside: string;
  run: (go: Go) => void;
}

interface Target {
  label: TextId;
  icon: Icon;
  target: NavigateOptions;
}

const targets: readonly Target[] = [
  ...places.map(({ to, label, icon }) => ({ label, icon, target: { to } })),
  { label: "palette.addUnit", icon: IconPlus, target: { to: "/inventory", search: { add: true } } },
  { label: "home.import", icon: IconUpload, target: { to: "/inventory/import" } },
  { label: "palette.late", icon: IconClock, target: { to: "/orders", search: { late: true } } },
  {
    label: "desk.rules",
    icon: IconArrowsJoin2,
    target: { to: "/settings/inventory-resolution", search: { view: "rules" } },
  },
  { label: "place.products", icon: IconTags, target: { to: "/listings/products" } },
  { label: "place.words", icon: IconTags, target: { to: "/listings/words" } },
  { label: "settings.team", icon: IconUsers, target: { to: "/settings/team" } },
  { label: "settings.apiKeys", icon: IconKey, target: { to: "/settings/api-keys" } },
  { label: "settings.webhooks", icon: IconWebhook, target: { to: "/settings/webhooks" } },
  { label: "settings.appearance", icon: IconPalette, target: { to: "/settings/appearance" } },
  { label: "settings.data", icon: IconUpload, target: { to: "/settings/data" } },
];

/** Places and acts whose names hold all the words. */
export function findCommands(words: string): Command[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  return targets
    .map(({ label, icon, target }) => ({
      ...{ id: label, icon, label: t(label), aside: "" },
      run: (go: Go) => go(target),
    }))
    .filter(({ label }) => wanted.every((word) => label.toLowerCase().includes(word)));
}
