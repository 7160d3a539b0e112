// `npm run verify`: everything that needs neither database nor browser, in seconds.
import { runCheck, staticChecks } from "./lib/checks.mjs";

let failed = 0;
for (const check of staticChecks) if (!(await runCheck(check))) failed += 1;
process.exit(failed === 0 ? 0 : 1);
