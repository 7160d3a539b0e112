import { defineCommand } from "citty";
import { type TrailReport, verifyTrail } from "../services/audit/verify-trail.ts";
import { readWorkspaces, say, withInstallation } from "./open-installation.ts";

const words = {
  changed: "was changed",
  missing: "was taken out",
  added: "was put in behind the trail's back",
  chain_broken: "does not follow the row before it",
} as const;

const verify = defineCommand({
  meta: { name: "verify", description: "Find audit rows and stubs that were changed behind the trail's back." },
  args: { json: { type: "boolean", description: "One JSON object for each workspace." } },
  run: async ({ args }) => {
    const reports = await withInstallation(async ({ db }) => {
      const parts = { db, now: () => new Date() };
      const found: TrailReport[] = [];
      for (const { id } of await readWorkspaces(db)) found.push(await verifyTrail(parts, id));
      return found;
    });
    for (const report of reports) {
      if (args.json === true) say(JSON.stringify(report));
      else tell(report);
    }
    if (reports.some(({ faults }) => faults.length > 0)) process.exitCode = 1;
  },
});

function tell(report: TrailReport): void {
  say(`Workspace ${report.workspaceId}: ${report.auditRows} audit rows and ${report.stubs} stubs read.`);
  say(`  Keep these elsewhere, to prove later that no end was cut off: ${report.auditHead} ${report.stubHead}`);
  for (const { trail, id, number, fault } of report.faults) {
    say(`  ${trail === "audit" ? "Audit row" : "Stub"} ${id} (number ${number ?? "unknown"}) ${words[fault]}.`);
  }
}

/** `audit verify`: exit code 1 when something was tampered with. */
export const auditCommand = defineCommand({
  meta: { name: "audit", description: "The trail of what was done." },
  subCommands: { verify },
});
