type Fetch = typeof globalThis.fetch;

function originOf(input: Parameters<Fetch>[0]): string {
  return new URL(input instanceof Request ? input.url : input).origin;
}

/** A `fetch` that reaches one origin and nothing else: demo data must not leave the simulators. */
export function onlyOrigin(origin: string): Fetch {
  return async (input, init) => {
    if (originOf(input) !== origin) throw new TypeError(`a demo connection may call ${origin} only`);
    return await fetch(input, init);
  };
}

/** A `fetch` that reaches everything but one origin: real connections must not read the simulators. */
export function withoutOrigin(forbidden: () => string | null): Fetch {
  return async (input, init) => {
    if (originOf(input) === forbidden()) throw new TypeError("a real connection may not call the demo's simulators");
    return await fetch(input, init);
  };
}
