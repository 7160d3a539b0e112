export { createTestWorkspace, type DatabaseContext, describeEachDatabase } from "./describe-each-database.ts";
export { fillEveryTable } from "./fill-every-table.ts";
export { type DatabaseKind, openTestDatabase } from "./test-database.ts";
