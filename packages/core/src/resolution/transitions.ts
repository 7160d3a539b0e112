import { type LineCommandType, lineCommandTypes } from "./line-commands.ts";
import { type LineStateName, lineStateNames } from "./line-state.ts";

/** For each state, the commands it takes and the states each may lead to. Anything absent is refused. */
export type TransitionTable = Readonly<
  Record<LineStateName, Partial<Readonly<Record<LineCommandType, readonly LineStateName[]>>>>
>;

// Taking back leads to whatever was before; what was pending is the person's to decide.
const anyDecision: readonly LineStateName[] = ["queued", "linked", "skipped", "no_inventory", "released"];

/** The line's state machine as data. `decideLine` never leaves it; the diagram in the docs is drawn from it. */
export const lineTransitions: TransitionTable = {
  pending: {
    observe: ["pending", "linked", "released"],
    link: ["linked"],
    queue: ["queued"],
    skip: ["skipped"],
    no_inventory: ["no_inventory"],
    untrack: ["released"],
    unlink: ["queued"],
    undo: anyDecision,
  },
  linked: {
    observe: ["linked", "pending", "released"],
    reopen: ["queued", "released"],
    unlink: ["queued", "linked", "released"],
    undo: anyDecision,
  },
  queued: {
    observe: ["queued", "linked", "released"],
    link: ["linked"],
    queue: ["queued"],
    skip: ["skipped"],
    no_inventory: ["no_inventory"],
    untrack: ["released"],
    unlink: ["queued"],
    undo: anyDecision,
  },
  skipped: {
    observe: ["skipped"],
    reopen: ["queued", "linked"],
    unlink: ["queued", "linked", "released"],
    undo: anyDecision,
  },
  no_inventory: {
    observe: ["no_inventory"],
    reopen: ["queued", "linked"],
    unlink: ["queued", "linked", "released"],
    undo: anyDecision,
  },
  released: {
    observe: ["released"],
    track: ["pending"],
    reopen: ["queued"],
    undo: anyDecision,
  },
};

/** What is wrong with a table: states that cannot be reached, names nobody knows, states with no way out. */
export function checkTransitions(table: TransitionTable, initial: LineStateName): string[] {
  const problems: string[] = [];
  const known = new Set<string>(lineStateNames);
  const commands = new Set<string>(lineCommandTypes);
  for (const [from, row] of Object.entries(table)) {
    if (!known.has(from)) problems.push(`unknown state ${from}`);
    for (const [command, targets] of Object.entries(row)) {
      if (!commands.has(command)) problems.push(`unknown command ${command} in ${from}`);
      for (const target of targets ?? []) if (!known.has(target)) problems.push(`unknown target ${target} in ${from}`);
    }
    if (Object.values(row).every((targets) => (targets ?? []).every((target) => target === from)))
      problems.push(`no way out of ${from}`);
  }
  for (const name of lineStateNames) if (!(name in table)) problems.push(`state ${name} is missing`);
  const reached = reachableFrom(table, initial);
  for (const name of lineStateNames) if (!reached.has(name)) problems.push(`state ${name} cannot be reached`);
  return problems;
}

function reachableFrom(table: TransitionTable, initial: LineStateName): Set<LineStateName> {
  const reached = new Set<LineStateName>([initial]);
  const open: LineStateName[] = [initial];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    for (const target of Object.values(table[name] ?? {}).flatMap((targets) => targets ?? [])) {
      if (reached.has(target)) continue;
      reached.add(target);
      open.push(target);
    }
  }
  return reached;
}
