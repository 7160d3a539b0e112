import { expect } from "vitest";
import {
  type Connector,
  ConnectorError,
  type ConnectorEvent,
  type ConnectorSettings,
  type ManifestField,
  type Page,
} from "../contract/index.ts";
import type { ConformanceOptions } from "./conformance-driver.ts";

/** A connector under test, with what it told and how long it waited. */
export interface Connected {
  connector: Connector;
  events: ConnectorEvent[];
  /** Milliseconds slept, each wait in order. */
  waits: number[];
}

/** What every group of checks works with. */
export interface Bench extends ConformanceOptions {
  connect(settings?: Partial<ConnectorSettings>): Promise<Connected>;
  connectWrongly(): Promise<Connected>;
  /** Everything the connectors of the present test told through `onEvent`. */
  told(): readonly ConnectorEvent[];
  forget(): void;
}

export function createBench(options: ConformanceOptions): Bench {
  let told: ConnectorEvent[] = [];
  const make = async (settings: ConnectorSettings): Promise<Connected> => {
    const events: ConnectorEvent[] = [];
    const waits: number[] = [];
    const connector = options.definition.create({
      now: () => options.driver.clock.now(),
      random: () => 0.5,
      sleep: async (ms, signal) => {
        if (signal?.aborted) throw new ConnectorError({ code: "aborted", message: "The call was cancelled." });
        waits.push(ms);
        options.driver.clock.advance(ms);
      },
      onEvent: (event) => {
        events.push(event);
        told.push(event);
      },
      ...settings,
    });
    return { connector, events, waits };
  };
  return {
    ...options,
    connect: async (settings) => make({ ...(await options.settings()), ...settings }),
    connectWrongly: async () => make(await options.wrongSettings()),
    told: () => told,
    forget: () => {
      told = [];
    },
  };
}

/** A member of the driver that a declared capability needs; its absence fails the test with its name. */
export function needed<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the manifest declares the capability, so the driver must offer ${name}`);
  return value;
}

/** A capability that the manifest declares. */
export function declared<Value>(value: Value | undefined, name: string): Value {
  if (value === undefined) throw new Error(`the manifest declares ${name}, but the connector has no such capability`);
  return value;
}

/** The error that a call throws; fails when it throws none, or one that is no `ConnectorError`. */
export async function refusal(call: Promise<unknown>): Promise<ConnectorError> {
  const error = await call.then(
    () => expect.fail("the call should have been refused"),
    (thrown: unknown) => thrown,
  );
  if (!ConnectorError.is(error)) throw error;
  expect(error.message.length, "an error says what happened").toBeGreaterThan(10);
  return error;
}

export async function collect<Item>(pages: AsyncIterable<Page<Item>>): Promise<Page<Item>[]> {
  const all: Page<Item>[] = [];
  for await (const page of pages) all.push(page);
  return all;
}

/** Values of secret fields, long enough that finding one in a text is no accident. */
export function secretsOf(settings: ConnectorSettings, fields: readonly ManifestField[]): string[] {
  return fields
    .filter((field) => field.secret)
    .map((field) => settings.credentials[field.name] ?? "")
    .filter((value) => value.length >= 6);
}

export function expectNoSecret(value: unknown, secrets: readonly string[]): void {
  const text = JSON.stringify(value);
  for (const secret of secrets) expect(text.includes(secret), "no secret appears in events or errors").toBe(false);
}

/** Spoils the first answer that `spoil` changes. */
export function spoilingFetch(
  fetch: typeof globalThis.fetch,
  spoil: (body: string) => string,
): typeof globalThis.fetch {
  let spoilt = false;
  return async (input, init) => {
    const response = await fetch(input, init);
    const body = await response.text();
    const changed = spoilt ? body : spoil(body);
    spoilt ||= changed !== body;
    const headers = new Headers(response.headers);
    headers.delete("content-length");
    headers.delete("content-encoding");
    const bodiless = response.status === 204 || response.status === 304;
    return new Response(bodiless ? null : changed, { status: response.status, headers });
  };
}
