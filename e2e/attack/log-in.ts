import { sql } from "kysely";
import { attack, isWhole } from "./attack.ts";
import { type AttackWorld, anyAddress, password, signInAs } from "./attack-world.ts";
import { send } from "./request.ts";

const guesses = [
  "password",
  "a long pass phrase 42",
  "a long pass phrase 42!!",
  "A long pass phrase 42!",
  "",
  "' OR '1'='1",
  "\0",
];

/** People who are known, people who are not, and passwords that are guessed. */
export function describeLogIn(world: () => AttackWorld): void {
  attack("guessed log-ins", {
    name: "answer the same words for people who are there and who are not",
    cases: () => guesses,
    attempt: async (guess) => {
      const [known, unknown] = await Promise.all(
        [world().bob.email, "nobody-at-all@example.com"].map(async (email) => {
          const answer = await signInAs(world().url, { email, password: guess });
          return { status: answer.status, text: await answer.text(), cookie: answer.headers.get("set-cookie") };
        }),
      );
      if (known?.status === 200 || known?.cookie?.includes("session_token")) return `${guess} opens Bob's account`;
      return JSON.stringify(known) === JSON.stringify(unknown)
        ? null
        : `${JSON.stringify(known)} / ${JSON.stringify(unknown)}`;
    },
  });

  attack("guessed log-ins", {
    name: "take the same time for people who are there and who are not",
    cases: () => ["the quickest of each kind"],
    attempt: async () => {
      const rounds = isWhole ? 9 : 5;
      const times = { known: Number.POSITIVE_INFINITY, unknown: Number.POSITIVE_INFINITY };
      for (let round = 0; round < rounds; round += 1) {
        times.known = Math.min(times.known, await time(world(), `${world().staff.get("viewer")?.email}`));
        times.unknown = Math.min(times.unknown, await time(world(), `nobody-${round}@example.com`));
      }
      const ratio = times.known / times.unknown;
      return ratio > 0.4 && ratio < 2.5 ? null : `known ${times.known} ms, unknown ${times.unknown} ms`;
    },
  });

  attack("guessed log-ins", {
    name: "end after some failures, from wherever they come",
    cases: () => [{ email: "victim@example.com" }],
    attempt: async ({ email }) => {
      let refused = 0;
      for (let round = 0; round < 14; round += 1) {
        const answer = await signInAs(world().url, {
          email: round % 2 === 0 ? email : email.toUpperCase(),
          password: `guess ${round} guess`,
        });
        if (answer.status === 429) refused += 1;
      }
      return refused >= 3 ? null : `of 14 guesses ${refused} were slowed`;
    },
  });

  attack("guessed log-ins", {
    name: "end after some failures of one caller, whatever addresses it pretends to come through",
    cases: () => ["203.0.113.50"],
    attempt: async (from) => {
      let refused = 0;
      for (let round = 0; round < 26; round += 1) {
        const forged = `${anyAddress()}, ${from}`;
        const answer = await signInAs(world().url, { email: `many-${round}@example.com`, password, from: forged });
        if (answer.status === 429) refused += 1;
      }
      return refused > 0 ? null : "26 accounts were tried from one address";
    },
  });

  attack("guessed log-ins", {
    name: "by doors that are closed or tell nothing",
    cases: () => closed,
    attempt: async ({ path, body }) => {
      const { status, text, headers } = await send(world(), path, { body });
      if (headers.getSetCookie().some((cookie) => cookie.includes("session_token="))) return `${path} gives a session`;
      return status >= 400 && !text.includes(world().ann.userId) ? null : `${path}: ${status} ${text.slice(0, 200)}`;
    },
  });

  attack("guessed log-ins", {
    name: "by sessions that were made up or are over",
    cases: () => madeUp(world().ann.cookie),
    attempt: async (cookie) => {
      const { status } = await send(world(), "/trpc/session.me", { headers: { cookie } });
      return status === 401 ? null : `${cookie.slice(0, 60)} is a session: ${status}`;
    },
  });

  attack("guessed log-ins", {
    name: "by what a dump of the database holds of open sessions, links and keys",
    cases: () => dumpedTables,
    attempt: async (table) => {
      const { rows } = await sql<{ row: Record<string, unknown> }>`SELECT to_jsonb(t) AS row FROM ${sql.table(table)} t
        LIMIT ${isWhole ? 50 : 2}`.execute(world().database.db);
      const texts = rows.flatMap(({ row }) => Object.values(row)).filter((value) => typeof value === "string");
      if (table === "auth.session" && texts.length === 0) return "nobody is signed in";
      const [name = ""] = world().ann.cookie.split("=");
      for (const text of texts) {
        const shown = encodeURIComponent(text.slice(0, 500));
        const ways: Record<string, string>[] = [{ authorization: `Bearer ${shown}` }, { cookie: `${name}=${shown}` }];
        for (const headers of ways) {
          const { status } = await send(world(), "/trpc/session.me", { headers });
          if (status !== 401) return `${text.slice(0, 40)} of ${table} opens a session: ${status}`;
        }
      }
      return null;
    },
  });
}

const dumpedTables = ["auth.session", "auth.verification", "auth.twoFactor", "invitations", "api_keys", "oauth_states"];
const account = { email: "new@example.com", password: "a long pass phrase 44!", name: "New" };
const closed = [
  { path: "/api/auth/sign-up/email", body: account },
  { path: "/api/auth/sign-in/social", body: { provider: "google" } },
  { path: "/api/auth/sign-in/username", body: { username: "ada", password } },
  { path: "/api/auth/sign-in/magic-link", body: { email: "ada@example.com" } },
  { path: "/api/auth/sign-in/anonymous", body: {} },
  { path: "/api/auth/admin/impersonate-user", body: { userId: "1" } },
  { path: "/api/auth/delete-user", body: {} },
  { path: "/api/auth/list-sessions", body: {} },
];

function madeUp(cookie: string): string[] {
  const [name = "", value = ""] = cookie.split("=");
  const [token = "", signature = ""] = decodeURIComponent(value).split(".");
  const sent = (text: string) => `${name}=${encodeURIComponent(text)}`;
  return [
    sent(token),
    sent(`${token}.`),
    sent(`${token}.AAAA${signature.slice(4)}`),
    sent(`${token.slice(0, -1)}x.${signature}`),
    sent(".".repeat(3)),
    sent("null"),
    `${name}=`,
  ];
}

async function time({ url }: AttackWorld, email: string): Promise<number> {
  const started = performance.now();
  await (await signInAs(url, { email, password: "a wrong pass phrase" })).text();
  return performance.now() - started;
}
