/** What a clock shows and whether it moves with real time. */
export interface ClockState {
  /** ISO 8601 UTC. */
  readonly at: string;
  readonly mode: "frozen" | "advancing";
}

export interface ClockOptions {
  /** First instant shown; real now when left out. */
  at?: Date | string;
  /** `frozen` stands still until moved; `advancing` (default) runs with real time from `at`. */
  mode?: "frozen" | "advancing";
  /** Source of real milliseconds, replaceable in tests. */
  realNow?: () => number;
}

/** A clock that every simulator reads instead of the machine's, so that a test can set it. */
export interface SimulatorClock {
  now(): Date;
  milliseconds(): number;
  /** Now as `2026-03-01T12:00:00.000Z`. */
  iso(): string;
  set(at: Date | string): void;
  /** Moves forward (or back, when negative) by milliseconds; the mode stays. */
  advance(milliseconds: number): void;
  freeze(): void;
  run(): void;
  state(): ClockState;
}

/** Makes a clock; see {@link ClockOptions} for defaults. */
export function createClock(options: ClockOptions = {}): SimulatorClock {
  const realNow = options.realNow ?? (() => Date.now());
  let mode = options.mode ?? "advancing";
  let shown = options.at === undefined ? realNow() : parseInstant(options.at);
  let startedAt = realNow();

  const milliseconds = () => (mode === "frozen" ? shown : shown + (realNow() - startedAt));
  const rebase = (at: number) => {
    shown = at;
    startedAt = realNow();
  };
  const switchTo = (next: "frozen" | "advancing") => {
    rebase(milliseconds());
    mode = next;
  };

  return {
    now: () => new Date(milliseconds()),
    milliseconds,
    iso: () => new Date(milliseconds()).toISOString(),
    set: (at) => rebase(parseInstant(at)),
    advance: (by) => rebase(milliseconds() + by),
    freeze: () => switchTo("frozen"),
    run: () => switchTo("advancing"),
    state: () => ({ at: new Date(milliseconds()).toISOString(), mode }),
  };
}

function parseInstant(at: Date | string): number {
  const value = typeof at === "string" ? Date.parse(at) : at.getTime();
  if (Number.isNaN(value)) throw new RangeError(`Not an instant: ${String(at)}`);
  return value;
}
