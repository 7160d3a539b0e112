import type { z } from "zod";
import type { ServerParts } from "../services/context.ts";
import type { JobName, JobPayloads } from "../services/job-queue.ts";

/** One attempt at a job. */
export interface JobRun<Name extends JobName> {
  /** The queue's id, the same at every attempt. */
  id: string;
  payload: JobPayloads[Name];
  /** Aborts when the server stops or the job takes too long. */
  signal: AbortSignal;
}

/** A kind of background job: its payload's check, its limits, and the one verb it calls. */
export interface JobDefinition<Name extends JobName = JobName> {
  name: Name;
  payload: z.ZodType<JobPayloads[Name]>;
  /** How often a failed job is tried again, with growing pauses. */
  retries: number;
  /** How many of this kind one process runs at once. */
  concurrency: number;
  run(parts: ServerParts, job: JobRun<Name>): Promise<void>;
}

/** Checks a definition against its payload's type. */
export function defineJob<const Name extends JobName>(definition: JobDefinition<Name>): JobDefinition<Name> {
  return definition;
}

/** A definition whose payload is checked at run time only. */
export interface AnyJobDefinition {
  name: JobName;
  retries: number;
  concurrency: number;
  runUnchecked(parts: ServerParts, job: { id: string; data: unknown; signal: AbortSignal }): Promise<void>;
}

/** Hides the payload's type behind its check, so that definitions of all kinds fit one list. */
export function anyJob<Name extends JobName>(definition: JobDefinition<Name>): AnyJobDefinition {
  const { name, retries, concurrency } = definition;
  return {
    name,
    retries,
    concurrency,
    runUnchecked: (parts, { id, data, signal }) =>
      definition.run(parts, { id, payload: definition.payload.parse(data ?? {}), signal }),
  };
}
