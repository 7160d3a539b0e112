import { createClock, createSimulatorServer } from "../../kit/index.ts";
import type { BricksetSeed } from "../brickset-seed.ts";
import { createBricksetSimulator } from "../brickset-simulator.ts";
import { bricksetCatalogue } from "../catalogue/index.ts";

export const NOW = "2026-11-21T09:00:00.000Z";
export const KEY = "3-aB3d-Ef6h-iJ9kL";
export const HASH = "h4sh0001";

/** The true catalogue, a key with the usual limit and one without, and a user who owns a set. */
export const smallBrickset: BricksetSeed = {
  keys: [{ apiKey: KEY }, { apiKey: "3-free-free-free", dailyLimit: null }],
  users: [{ username: "sam", password: "secret", userHash: HASH }],
  sets: bricksetCatalogue.map((set) => ({ ...set, lastUpdated: set.setID % 2 === 0 ? "2026-11-20T08:00:01.5Z" : NOW })),
  collections: [{ username: "sam", setID: 26_725, qtyOwned: 2, notes: "boxed" }],
  minifigs: [{ minifigNumber: "sw0547", name: "Darth Revan", category: "Star Wars" }],
};

/** Starts a simulated Brickset on a free port, with plain HTTP calls to it. */
export async function startBrickset(seed: BricksetSeed = smallBrickset) {
  const clock = createClock({ at: NOW, mode: "frozen" });
  const simulator = createBricksetSimulator({ seed, clock });
  const server = createSimulatorServer({ simulators: [simulator] });
  const base = `${await server.start()}/brickset/api/v3.asmx`;
  const read = async (answer: Response) => {
    const text = await answer.text();
    // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
    const body: any = text.startsWith("{") ? JSON.parse(text) : null;
    return { status: answer.status, headers: answer.headers, text, body };
  };
  const call = async (method: string, form: Record<string, string>) =>
    read(await fetch(`${base}/${method}`, { method: "POST", body: new URLSearchParams(form) }));
  return {
    simulator,
    clock,
    base,
    call: (method: string, form: Record<string, string> = {}) => call(method, { apiKey: KEY, ...form }),
    callBare: call,
    get: async (method: string, query: Record<string, string>) =>
      read(await fetch(`${base}/${method}?${new URLSearchParams(query)}`)),
    /** `getSets` with these params. */
    search: async (params: object | string, form: Record<string, string> = {}) =>
      call("getSets", {
        apiKey: KEY,
        userHash: "",
        params: typeof params === "string" ? params : JSON.stringify(params),
        ...form,
      }),
    stop: () => server.stop(),
  };
}

export type Started = Awaited<ReturnType<typeof startBrickset>>;
