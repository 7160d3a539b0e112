import { createHash } from "node:crypto";
import type { AuthContext, BetterAuthPlugin } from "better-auth";
import { isOver, mostSessions, type SessionRules } from "./session-rules.ts";

type Adapter = AuthContext["adapter"];
type Row = Record<string, unknown>;

interface Condition {
  field: string;
  value: unknown;
}

interface Call {
  model: string;
  data?: Row;
  update?: Row;
  where?: readonly Condition[];
}

interface SessionRow extends Row {
  id: string;
  userId: string;
  createdAt: Date;
  expiresAt: Date;
}

export interface SessionStoreOptions {
  rules: SessionRules;
  now(): Date;
}

/** What is kept of a session's token. A plain hash is enough: nobody guesses 190 random bits. */
export function storedToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Stands between the sign-in library and the table of sessions: tokens are hashed on their way in, sessions that are
 * over are not found, and nobody has more than so many of them.
 */
export function sessionStore(options: SessionStoreOptions): BetterAuthPlugin {
  return {
    id: "session-store",
    init: ({ adapter }) => ({ context: { adapter: withHashedTokens(adapter, options) as Adapter } }),
  };
}

function withHashedTokens(adapter: Partial<Adapter>, options: SessionStoreOptions): Partial<Adapter> {
  const entries = Object.entries(adapter).map(([name, method]) => {
    if (typeof method !== "function") return [name, method];
    const ask = method as (call: Call) => Promise<unknown>;
    return [name, (call: Call) => (call.model === "session" ? askForSessions(name, ask, call) : ask(call))];
  });
  const askForSessions = async (name: string, ask: (call: Call) => Promise<unknown>, call: Call): Promise<unknown> => {
    const tokens = new Map<string, string>();
    const answer = shown(await ask(hidden(call, tokens)), tokens);
    if (name === "findOne" && answer !== null && isOver(answer as SessionRow, { ...options, now: options.now() }))
      return null;
    if (name === "create") await endSurplus(adapter, (answer as SessionRow).userId);
    return answer;
  };
  const transaction: Adapter["transaction"] = async (work) => {
    if (adapter.transaction === undefined) throw new Error("the adapter knows transactions");
    return await adapter.transaction((inner) => work(withHashedTokens(inner, options) as Adapter));
  };
  return { ...Object.fromEntries(entries), ...(adapter.transaction && { transaction }) };
}

/** The call with hashes in place of tokens; `tokens` gets what each stands for. */
function hidden(call: Call, tokens: Map<string, string>): Call {
  const hide = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(hide);
    if (typeof value !== "string") return value;
    tokens.set(storedToken(value), value);
    return storedToken(value);
  };
  const row = (given: Row): Row => (given["token"] === undefined ? given : { ...given, token: hide(given["token"]) });
  const condition = (given: Condition): Condition =>
    given.field === "token" ? { ...given, value: hide(given.value) } : given;
  return {
    ...call,
    ...(call.data && { data: row(call.data) }),
    ...(call.update && { update: row(call.update) }),
    ...(call.where && { where: call.where.map(condition) }),
  };
}

/** The answer with the tokens that the caller brought. Others stay hashes: nobody knows them. */
function shown(answer: unknown, tokens: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(answer)) return answer.map((one) => shown(one, tokens));
  if (typeof answer !== "object" || answer === null || !("token" in answer)) return answer;
  return { ...answer, token: tokens.get(String(answer.token)) ?? answer.token };
}

async function endSurplus(adapter: Partial<Adapter>, userId: string): Promise<void> {
  const mine = [{ field: "userId", value: userId }];
  const surplus = await adapter.findMany?.<SessionRow>({
    ...{ model: "session", where: mine, sortBy: { field: "updatedAt", direction: "desc" } },
    ...{ offset: mostSessions, limit: 1000 },
  });
  if (surplus === undefined || surplus.length === 0) return;
  const ids = surplus.map(({ id }) => id);
  await adapter.deleteMany?.({ model: "session", where: [...mine, { field: "id", operator: "in", value: ids }] });
}
