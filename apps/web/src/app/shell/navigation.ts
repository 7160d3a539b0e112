import {
  IconArrowsJoin2,
  IconBell,
  IconBox,
  IconBuildingBank,
  IconChartBar,
  IconChecklist,
  IconHome,
  IconPlugConnected,
  IconReceipt,
  IconRefresh,
  IconTags,
} from "@tabler/icons-react";

/** The places of the application, in the order of a seller's day. */
export const places = [
  { to: "/", label: "Home", short: "Home", icon: IconHome },
  { to: "/orders", label: "Orders", short: "Orders", icon: IconReceipt },
  { to: "/pick", label: "Pick list", short: "Pick", icon: IconChecklist },
  { to: "/settings/inventory-resolution", label: "Inventory Resolution", short: "Resolve", icon: IconArrowsJoin2 },
  { to: "/inventory", label: "Inventory", short: "Inventory", icon: IconBox },
  { to: "/listings", label: "Listings", short: "Listings", icon: IconTags },
  { to: "/analytics", label: "Analytics", short: "Analytics", icon: IconChartBar },
  { to: "/payouts", label: "Payouts", short: "Payouts", icon: IconBuildingBank },
  { to: "/alerts", label: "Alerts", short: "Alerts", icon: IconBell },
  { to: "/sync", label: "Sync", short: "Sync", icon: IconRefresh },
  { to: "/settings/integrations", label: "Integrations", short: "Shops", icon: IconPlugConnected },
] as const;
