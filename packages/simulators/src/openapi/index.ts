export { createOpenApiChecker, type OpenApiChecker, type OpenApiCheckerOptions } from "./openapi-checker.ts";
