#!/usr/bin/env node
import { defineCommand, runMain } from "citty";
import { backup } from "./commands/backup.ts";
import { connect } from "./commands/connect.ts";
import { exportCommand } from "./commands/export.ts";
import { login } from "./commands/login.ts";
import { queue } from "./commands/queue.ts";
import { status } from "./commands/status.ts";
import { sync } from "./commands/sync.ts";

await runMain(
  defineCommand({
    meta: { name: "counterfoil", version: "0.1.0", description: "The command line of a Counterfoil server" },
    subCommands: { login, status, connect, sync, queue, export: exportCommand, backup },
  }),
);
