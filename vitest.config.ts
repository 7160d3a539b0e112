import { defineConfig } from "vitest/config";

const shared = { testTimeout: 60_000, hookTimeout: 120_000 } as const;

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "unit",
          include: [
            "packages/{core,connector-kit,simulators,client,cli}/src/**/*.test.ts",
            "packages/connectors/*/src/**/*.test.ts",
            "apps/web/src/**/*.test.ts",
            "tools/**/*.test.ts",
            "benchmarks/**/*.test.ts",
          ],
        },
      },
      {
        test: {
          ...shared,
          name: "integration",
          // Longer than the patience of a poll, so that one which fails says what it waited for.
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          include: ["packages/db/src/**/*.test.ts", "apps/server/src/**/*.test.ts"],
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "e2e",
          // A page on a busy machine takes longer than the second that is usual.
          expect: { poll: { timeout: 60_000 } },
          testTimeout: 600_000,
          hookTimeout: 300_000,
          include: ["e2e/**/*.test.ts"],
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "proof",
          testTimeout: 1_200_000,
          hookTimeout: 1_200_000,
          fileParallelism: false,
          include: ["e2e/**/*.proof.ts"],
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
        },
      },
      {
        test: {
          ...shared,
          name: "chaos",
          testTimeout: 7_200_000,
          fileParallelism: false,
          include: ["e2e/chaos/*.chaos.ts"],
          globalSetup: ["packages/db/src/testing/global-setup.ts"],
        },
      },
    ],
  },
});
