import { z } from "zod";
import type { SeededRandom } from "./random.ts";

/** Which calls a fault applies to. Left-out parts match everything. */
const matchShape = {
  method: z.string().optional(),
  /** Path below the simulator's prefix; `*` stands for anything. */
  path: z.string().optional(),
  /** The platform's name for the call, where one exists (`getOrders`, `ReviseInventoryStatus`), or several of them. */
  operation: z.union([z.string(), z.array(z.string())]).optional(),
  /** Matching calls to let pass first (default 0). */
  skip: z.number().int().min(0).default(0),
  /** Matching calls to spoil (default 1; `null` for ever). */
  count: z.number().int().min(1).nullable().default(1),
  /** Chance that a matching call is spoilt (default 1), drawn from the simulator's seed. */
  probability: z.number().min(0).max(1).default(1),
};

export const faultSchema = z.discriminatedUnion("kind", [
  /** Answers with an error status in the platform's own error body: 429, 500, 502, 503, 504 and the like. */
  z.strictObject({
    kind: z.literal("status"),
    status: z.number().int().min(400).max(599),
    retryAfterSeconds: z.number().optional(),
    ...matchShape,
  }),
  /** Holds the answer back for real milliseconds. */
  z.strictObject({ kind: z.literal("slow"), milliseconds: z.number().min(0), ...matchShape }),
  /** Cuts the connection: before the call has any effect, or after ("write applied, answer lost"). */
  z.strictObject({ kind: z.literal("cut"), when: z.enum(["before-effect", "after-effect"]), ...matchShape }),
  /** Does the work, sends half of the body, then cuts the connection. */
  z.strictObject({ kind: z.literal("truncated-body"), ...matchShape }),
  /** Does the work, then sends a complete answer whose body does not parse. */
  z.strictObject({ kind: z.literal("malformed-body"), ...matchShape }),
  /** Answers with an HTML page, as proxies and maintenance pages do (status 200 unless told). */
  z.strictObject({ kind: z.literal("html-page"), status: z.number().int().optional(), ...matchShape }),
  /** Treats the credentials as expired, in the platform's own words. */
  z.strictObject({ kind: z.literal("token-expired"), ...matchShape }),
  /** Lists only: gives the page before the one asked for once more. */
  z.strictObject({ kind: z.literal("duplicated-page"), ...matchShape }),
  /** Runs one of the simulator's acts just before or after the call: page drift, a sale during a write. */
  z.strictObject({
    kind: z.literal("act"),
    when: z.enum(["before-effect", "after-effect"]).default("after-effect"),
    act: z.string(),
    input: z.unknown(),
    ...matchShape,
  }),
]);

export type FaultInput = z.input<typeof faultSchema>;
export type Fault = z.output<typeof faultSchema>;
export type FaultOf<K extends Fault["kind"]> = Extract<Fault, { kind: K }>;

/** A call as the fault dial sees it. */
export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly operation: string | undefined;
}

export interface SetFault {
  readonly id: number;
  readonly fault: Fault;
  /** Times it has struck. */
  readonly struck: number;
}

/** The dial of faults. The first set fault that matches a call strikes it; one fault a call. */
export interface FaultDial {
  add(fault: FaultInput): SetFault;
  list(): SetFault[];
  remove(id: number): boolean;
  clear(): void;
  /** The fault that strikes this call, counted as used; undefined when none does. */
  take(target: FaultTarget): Fault | undefined;
}

interface Armed {
  id: number;
  fault: Fault;
  passed: number;
  struck: number;
}

/** Makes an empty fault dial. */
export function createFaultDial(random: SeededRandom): FaultDial {
  let armed: Armed[] = [];
  let lastId = 0;
  const spent = (entry: Armed) => entry.fault.count !== null && entry.struck >= entry.fault.count;
  const strikes = (entry: Armed, target: FaultTarget) => {
    if (spent(entry) || !matches(entry.fault, target)) return false;
    if (entry.passed < entry.fault.skip) {
      entry.passed += 1;
      return false;
    }
    return entry.fault.probability >= 1 || random.chance(entry.fault.probability);
  };
  const view = ({ id, fault, struck }: Armed): SetFault => ({ id, fault, struck });

  return {
    add(input) {
      lastId += 1;
      const entry: Armed = { id: lastId, fault: faultSchema.parse(input), passed: 0, struck: 0 };
      armed.push(entry);
      return view(entry);
    },
    list: () => armed.map(view),
    remove(id) {
      const before = armed.length;
      armed = armed.filter((entry) => entry.id !== id);
      return armed.length < before;
    },
    clear() {
      armed = [];
    },
    take(target) {
      const entry = armed.find((candidate) => strikes(candidate, target));
      if (entry === undefined) return undefined;
      entry.struck += 1;
      return entry.fault;
    },
  };
}

function matches(fault: Fault, target: FaultTarget): boolean {
  return (
    (fault.method === undefined || fault.method.toUpperCase() === target.method.toUpperCase()) &&
    (fault.path === undefined || wildcard(fault.path).test(target.path)) &&
    (fault.operation === undefined || [fault.operation].flat().some((operation) => operation === target.operation))
  );
}

function wildcard(pattern: string): RegExp {
  const parts = pattern.split("*").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`);
}
