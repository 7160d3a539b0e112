import { redactValue } from "@counterfoil/connector-kit";
import { destination, type Logger, pino, stdSerializers } from "pino";
import type { Config } from "./config.ts";

/** The server's log: JSON lines on stderr, so that stdout keeps the ready line. Secret-sounding fields are masked. */
export function createLogger(
  level: Config["logLevel"],
  stream: { write(line: string): void } = destination(2),
): Logger {
  return pino(
    {
      level,
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: stdSerializers.errWithCause },
      formatters: { level: (label) => ({ level: label }), log: redactFields },
    },
    stream,
  );
}

// Errors go to their serializer whole: copied field by field they would lose message and stack.
function redactFields(fields: Record<string, unknown>): Record<string, unknown> {
  const entries = Object.entries(fields);
  const plain = Object.fromEntries(entries.filter(([, value]) => !(value instanceof Error)));
  const errors = Object.fromEntries(entries.filter(([, value]) => value instanceof Error));
  return { ...(redactValue(plain) as Record<string, unknown>), ...errors };
}
