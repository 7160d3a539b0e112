import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from "@mantine/core";
import { t } from "../lib/language/language.ts";

/** The brand: the magenta of a raffle ticket, far from every colour that means a state. */
const mulberry: MantineColorsTuple = [
  "#fdf1f7",
  "#f8dcea",
  "#efb6d3",
  "#e58dba",
  "#db73aa",
  "#c64b8d",
  "#ad3577",
  "#982a68",
  "#7d2156",
  "#5f1840",
];

const gray: MantineColorsTuple = [
  "#f9f7f9",
  "#f3f0f3",
  "#e9e5e9",
  "#ded9de",
  "#cdc6cd",
  "#7c747c",
  "#6b636b",
  "#4c454c",
  "#352f35",
  "#211c21",
];

const dark: MantineColorsTuple = [
  "#ece7eb",
  "#cfc8ce",
  "#a79fa6",
  "#938b92",
  "#433c43",
  "#2f292f",
  "#231e23",
  "#171417",
  "#120f12",
  "#0c0a0c",
];

// Deeper than the library's own, so that text and buttons in it can be read on white.
const red: MantineColorsTuple = [
  "#fdf0ef",
  "#f9dcdb",
  "#f0b5b3",
  "#ff918d",
  "#f2706c",
  "#e5514d",
  "#d3302f",
  "#b52524",
  "#93201f",
  "#6f1a1a",
];

const raised = { content: { background: "var(--cf-surface)" }, header: { background: "var(--cf-surface)" } };
const close = {
  get "aria-label"() {
    return t("common.close");
  },
};
const small = { defaultProps: { size: "sm" } };

export const theme = createTheme({
  primaryColor: "mulberry",
  primaryShade: { light: 7, dark: 6 },
  colors: { mulberry, gray, dark, red },
  black: "#211c21",
  defaultRadius: "sm",
  radius: { xs: "3px", sm: "6px", md: "8px", lg: "12px", xl: "20px" },
  cursorType: "pointer",
  focusRing: "auto",
  respectReducedMotion: true,
  autoContrast: false,
  fontFamily: '"Inter Variable", system-ui, -apple-system, "Segoe UI", sans-serif',
  fontFamilyMonospace: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSizes: { xs: "0.75rem", sm: "0.8125rem", md: "0.875rem", lg: "1rem", xl: "1.125rem" },
  headings: {
    fontWeight: "620",
    sizes: {
      h1: { fontSize: "1.25rem", lineHeight: "1.75rem" },
      h2: { fontSize: "1rem", lineHeight: "1.5rem" },
      h3: { fontSize: "0.875rem", lineHeight: "1.25rem" },
    },
  },
  components: {
    Button: small,
    TextInput: small,
    PasswordInput: small,
    NumberInput: small,
    Textarea: small,
    Select: { defaultProps: { size: "sm", checkIconPosition: "right", allowDeselect: false } },
    NativeSelect: small,
    ActionIcon: { defaultProps: { variant: "subtle", color: "gray" } },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true, events: { hover: true, focus: true, touch: false } } },
    Modal: {
      defaultProps: { radius: "md", overlayProps: { backgroundOpacity: 0.45 }, closeButtonProps: close },
      styles: raised,
    },
    Drawer: { defaultProps: { overlayProps: { backgroundOpacity: 0.35 }, closeButtonProps: close }, styles: raised },
    Menu: { defaultProps: { shadow: "md" } },
  },
});

// Text of quiet buttons and errors in the page's own, readable tones.
const readable = {
  "--mantine-color-error": "var(--cf-failed-text)",
  "--mantine-color-red-light-color": "var(--cf-failed-text)",
  "--mantine-color-mulberry-light-color": "var(--cf-brand-text)",
};

export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: readable, dark: readable });
