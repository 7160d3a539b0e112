export {
  type Arrival,
  bricklinkInventoryId,
  bricklinkOrderId,
  bricklinkSeedOfShop,
  demoCredentials,
  ebayItemId,
  ebayLineItemId,
  ebayOrderId,
  ebaySeedOfShop,
  type Sandbox,
  type SandboxOptions,
  startSandbox,
} from "./sandbox/index.ts";
