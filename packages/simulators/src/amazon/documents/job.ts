import { type AmazonWorld, instantText, secondsFromNow } from "../amazon-world.ts";

/** What reports and feeds have in common: they wait, they run, they end. */
export interface Job {
  createdAt: number;
  startsAt: number;
  endsAt: number;
  outcome: "DONE" | "CANCELLED" | "FATAL" | null;
  cancelled: boolean;
}

export function newJob(world: AmazonWorld): Job {
  const { queueSeconds, processingSeconds } = world.settings;
  return {
    createdAt: world.clock.milliseconds(),
    startsAt: secondsFromNow(world, queueSeconds),
    endsAt: secondsFromNow(world, queueSeconds + processingSeconds),
    outcome: null,
    cancelled: false,
  };
}

export function statusOf(world: AmazonWorld, job: Job): string {
  if (job.outcome !== null) return job.outcome;
  return job.startsAt > world.clock.milliseconds() ? "IN_QUEUE" : "IN_PROGRESS";
}

/** The end a test has asked for, once. */
export function takeDialledOutcome(world: AmazonWorld): "CANCELLED" | "FATAL" | null {
  const outcome = world.settings.nextJobOutcome;
  world.settings.nextJobOutcome = null;
  return outcome;
}

export function viewJob(world: AmazonWorld, job: Job) {
  const now = world.clock.milliseconds();
  return {
    createdTime: instantText(job.createdAt),
    processingStatus: statusOf(world, job),
    ...(job.startsAt <= now && !job.cancelled && { processingStartTime: instantText(job.startsAt) }),
    ...(job.outcome !== null && { processingEndTime: instantText(job.endsAt) }),
  };
}
