// One named rule per forbidden arrow of docs/architecture.md ("Arrows that must never exist").
const tests = "\\.test\\.tsx?$|/testing/|/__fixtures__/";
const packageName = "^(packages|apps)/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    {
      name: "core-is-pure",
      comment: "Decisions replay from data alone: core depends on zod and itself, never on another package or on Node.",
      severity: "error",
      from: { path: "^packages/core/src", pathNot: tests },
      to: { pathNot: "^packages/core/src|/zod/" },
    },
    {
      name: "connectors-are-strangers",
      comment: "Shared code that knows one platform is not shared.",
      severity: "error",
      from: { path: "^packages/connectors/([^/]+)/" },
      to: { path: "^packages/connectors/", pathNot: "^packages/connectors/$1/" },
    },
    {
      name: "connector-kit-knows-no-platform",
      severity: "error",
      from: { path: "^packages/connector-kit/" },
      to: { path: "^packages/connectors/|^packages/simulators/" },
    },
    {
      name: "connectors-install-alone",
      comment: "Adapters are libraries: they see the kit and the canonical model, nothing else of ours.",
      severity: "error",
      from: { path: "^packages/(connectors/[^/]+|connector-kit)/src", pathNot: tests },
      to: { path: "^(packages/(db|client)|apps)/|^packages/core/src/(?!model/)" },
    },
    {
      name: "simulators-are-independent",
      comment: "One signing bug must not pass on both sides.",
      severity: "error",
      from: { path: "^packages/simulators/" },
      to: { path: "^packages/(connectors|connector-kit|core|db|client)/|^apps/" },
    },
    {
      name: "connectors-do-not-see-simulators",
      comment: "Only tests may join an adapter to its simulator.",
      severity: "error",
      from: { path: "^packages/(connectors/[^/]+|connector-kit)/src", pathNot: tests },
      to: { path: "^packages/simulators/" },
    },
    {
      name: "db-knows-no-platform",
      severity: "error",
      from: { path: "^packages/db/" },
      to: { path: "^packages/(connectors|connector-kit|simulators)/|^apps/" },
    },
    {
      name: "doors-call-services",
      comment: "Routers, jobs and HTTP routes call service verbs; only services speak to the database.",
      severity: "error",
      from: { path: "^apps/server/src/(trpc|jobs|http)/", pathNot: tests },
      to: { path: "^packages/db/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "web-has-no-server-code",
      severity: "error",
      from: { path: "^apps/web/" },
      to: {
        path: "^(apps/server|packages/(db|connectors|connector-kit|simulators))/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "web-features-meet-in-routes",
      severity: "error",
      from: { path: "^apps/web/src/features/([^/]+)/" },
      to: { path: "^apps/web/src/features/", pathNot: "^apps/web/src/features/$1/" },
    },
    {
      name: "packages-meet-at-their-exports",
      comment: "No deep import into another package's source.",
      severity: "error",
      from: { path: `${packageName}(connectors/[^/]+|[^/]+)/` },
      to: { path: `${packageName}.+/src/`, pathNot: `${packageName}$2/`, dependencyTypes: ["local"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-unresolvable",
      severity: "error",
      from: { pathNot: "^docs/" },
      to: { couldNotResolve: true, pathNot: "^@sparticuz/" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "(^|/)dist/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.base.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "types", "node", "default"],
      extensions: [".ts", ".tsx", ".mjs", ".js"],
    },
  },
};
