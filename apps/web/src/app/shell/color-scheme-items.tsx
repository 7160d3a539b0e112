import { Menu, useMantineColorScheme } from "@mantine/core";
import { IconCheck, IconDeviceDesktop, IconMoon, IconSun } from "@tabler/icons-react";
import { t } from "../../lib/language/language.ts";

const schemes = [
  { value: "auto", label: "scheme.auto", icon: IconDeviceDesktop },
  { value: "light", label: "scheme.light", icon: IconSun },
  { value: "dark", label: "scheme.dark", icon: IconMoon },
] as const;

/** Light, dark, or whatever the system says; kept in this browser. */
export function ColorSchemeItems() {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return schemes.map(({ value, label, icon: Icon }) => (
    <Menu.Item
      key={value}
      role="menuitemradio"
      aria-checked={colorScheme === value}
      leftSection={<Icon size={16} aria-hidden="true" />}
      rightSection={colorScheme === value ? <IconCheck size={15} aria-hidden="true" /> : null}
      onClick={() => setColorScheme(value)}
    >
      {t(label)}
    </Menu.Item>
  ));
}
