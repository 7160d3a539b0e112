export { createTestWorkspace, type DatabaseContext, describeEachDatabase } from "./describe-each-database.ts";
export { type DatabaseKind, openTestDatabase } from "./test-database.ts";
