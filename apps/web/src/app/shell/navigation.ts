import {
  IconArrowsJoin2,
  IconBell,
  IconBox,
  IconBuildingBank,
  IconChartBar,
  IconChecklist,
  IconHome,
  IconReceipt,
  IconRefresh,
  IconSettings,
  IconTags,
} from "@tabler/icons-react";

/** The places of the application, in the order of a seller's day; `short` fits under a thumb. */
export const places = [
  { to: "/", label: "place.home", short: "place.home", icon: IconHome },
  { to: "/orders", label: "place.orders", short: "place.orders", icon: IconReceipt },
  { to: "/pick", label: "place.pick", short: "place.pickShort", icon: IconChecklist },
  {
    to: "/settings/inventory-resolution",
    label: "place.resolution",
    short: "place.resolutionShort",
    icon: IconArrowsJoin2,
  },
  { to: "/inventory", label: "place.inventory", short: "place.inventory", icon: IconBox },
  { to: "/listings", label: "place.listings", short: "place.listings", icon: IconTags },
  { to: "/analytics", label: "place.analytics", short: "place.analytics", icon: IconChartBar },
  { to: "/payouts", label: "place.payouts", short: "place.payouts", icon: IconBuildingBank },
  { to: "/alerts", label: "place.alerts", short: "place.alerts", icon: IconBell },
  { to: "/sync", label: "place.sync", short: "place.sync", icon: IconRefresh },
  { to: "/settings/integrations", label: "place.settings", short: "place.settings", icon: IconSettings },
] as const;

// Reached from the page of orders, and about them.
const ordersToo: ReadonlySet<string> = new Set(["/rules", "/notices"]);

/** Whether an address lies within a place. The settings are several pages; the resolution desk is a place of its own. */
export function isWithin(pathname: string, to: (typeof places)[number]["to"]): boolean {
  if (to === "/") return pathname === "/";
  if (to === "/settings/integrations")
    return pathname.startsWith("/settings") && !isWithin(pathname, "/settings/inventory-resolution");
  if (to === "/orders" && ordersToo.has(pathname)) return true;
  return pathname === to || pathname.startsWith(`${to}/`);
}
