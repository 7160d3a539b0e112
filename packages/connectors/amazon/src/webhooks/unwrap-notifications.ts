import { z } from "zod";

/** A notification of Amazon, whatever letters its keys began with and whatever it was wrapped in. */
export interface AmazonNotification {
  id: string;
  type: string;
  /** ISO 8601 as Amazon wrote it; null where it did not. */
  eventTime: string | null;
  /** Keys in their lower-case spelling. */
  payload: Record<string, unknown>;
}

const deepest = 6;

const notificationSchema = z.object({
  notificationtype: z.string().min(1),
  eventtime: z.string().nullish(),
  payload: z.record(z.string(), z.unknown()).nullish(),
  notificationmetadata: z.object({ notificationid: z.string().min(1), publishtime: z.string().nullish() }),
});

/**
 * Takes notifications out of what AWS wraps them in: an EventBridge event (`detail`), SQS or SNS records handed on by a
 * Lambda function, an SNS message, or nothing. Text that is no JSON, and anything that is no notification, is left out.
 */
export function unwrapNotifications(value: unknown, depth = 0): AmazonNotification[] {
  if (depth > deepest) return [];
  const inner = (next: unknown) => unwrapNotifications(next, depth + 1);
  if (typeof value === "string") return inner(parsed(value));
  if (Array.isArray(value)) return value.flatMap(inner);
  if (typeof value !== "object" || value === null) return [];
  const wrapper = value as Record<string, unknown>;
  const notification = notificationSchema.safeParse(lowerKeys(value));
  if (notification.success) return [named(notification.data)];
  for (const key of ["Records", "detail", "body", "Sns", "Message"]) {
    if (wrapper[key] !== undefined) return inner(wrapper[key]);
  }
  return [];
}

function named({ notificationtype, eventtime, payload, notificationmetadata }: z.infer<typeof notificationSchema>) {
  return {
    id: notificationmetadata.notificationid,
    type: notificationtype,
    eventTime: eventtime ?? notificationmetadata.publishtime ?? null,
    payload: payload ?? {},
  };
}

/** Some notifications write `NotificationType`, others `notificationType`: all keys are read in lower case. */
function lowerKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lowerKeys);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.toLowerCase(), lowerKeys(inner)]));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
