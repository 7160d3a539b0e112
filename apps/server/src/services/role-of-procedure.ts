import type { Role } from "./context.ts";
import { requireRole } from "./require-role.ts";
import { forbidden } from "./service-error.ts";

interface Procedure {
  path: string;
  type: "query" | "mutation" | "subscription";
}

// What money came in is for those who run the shop and those who look over its figures, not for the packing table.
const money: ReadonlySet<string> = new Set(["analytics", "finance"]);

// What packing needs: everything else that writes is for managers.
const packing: ReadonlySet<string> = new Set([
  "orders",
  "documents",
  "shipping",
  "resolution",
  "inventory",
  "catalogue",
  "listings",
  "views",
  "apiKeys",
]);
const packingToo: ReadonlySet<string> = new Set([
  ...["alerts.read", "sync.run", "sync.runNow", "mappings.acceptOffer", "mappings.declineOffer"],
]);
const notPacking: ReadonlySet<string> = new Set([
  "inventory.remove",
  "inventory.commitImport",
  "listings.send",
  "orders.autoFulfill",
  "resolution.processHistorical",
  "shipping.setSender",
]);

/** The least role that may write through a procedure. */
export function writerOf(path: string): Role {
  const [area = ""] = path.split(".");
  if (packingToo.has(path) || path === "team.remove") return "packer";
  return packing.has(area) && !notPacking.has(path) ? "packer" : "manager";
}

/** Whether people of a role may see what an area tells. */
export function maySee(role: Role, area: string): boolean {
  return role !== "packer" || !money.has(area);
}

/** Throws `forbidden` where the role does not reach. Verbs check again what they must not leave to their door. */
export function requireProcedureRole(
  { role, connections }: { role: Role; connections: readonly string[] | null },
  { path, type }: Procedure,
): void {
  requireSight(role, path.split(".")[0] ?? "");
  if (type !== "mutation") return;
  requireRole(role, writerOf(path));
  // A key of the owner's that is confined packs and sends; it sets nothing up.
  if (connections !== null && writerOf(path) !== "packer") throw forbidden(wholeShop);
}

const wholeShop = "This concerns the whole workspace; you work with some of its connections. Ask a manager.";

/** Throws `forbidden` for an area that is hidden from the role. */
export function requireSight(role: Role, area: string): void {
  if (!maySee(role, area)) throw forbidden("Figures and payouts are not shown to packers. Ask the workspace's owner.");
}
