/** What a procedure answered. */
export interface ProcedureAnswer {
  status: number;
  /** The result's data; undefined for an error. */
  data: never;
  error: {
    message: string;
    data: { code: string; issues: { path: string; message: string }[]; remedy: string | null; requestId: string };
  };
}

/** A browser as far as the server can tell: it keeps cookies and sends its origin. */
export interface Visitor {
  cookies: Map<string, string>;
  fetch(path: string, init?: RequestInit): Promise<Response>;
  query(procedure: string, input?: unknown): Promise<ProcedureAnswer>;
  mutate(procedure: string, input: unknown): Promise<ProcedureAnswer>;
}

/** A visitor of the server at `url`. */
export function createVisitor(url: string): Visitor {
  const cookies = new Map<string, string>();
  const send: Visitor["fetch"] = async (path, init = {}) => {
    const headers = new Headers(init.headers);
    if (!headers.has("origin")) headers.set("origin", url);
    if (cookies.size > 0) headers.set("cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await fetch(new URL(path, url), { redirect: "manual", ...init, headers });
    for (const cookie of response.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      const at = pair.indexOf("=");
      cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    return response;
  };
  return {
    cookies,
    fetch: send,
    query: async (procedure, input) => {
      const search = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
      return await readAnswer(await send(`/trpc/${procedure}${search}`));
    },
    mutate: async (procedure, input) =>
      await readAnswer(
        await send(`/trpc/${procedure}`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: JSON.stringify(input),
        }),
      ),
  };
}

async function readAnswer(response: Response): Promise<ProcedureAnswer> {
  const body = (await response.json()) as { result?: { data: never }; error?: ProcedureAnswer["error"] };
  return { status: response.status, data: body.result?.data as never, error: body.error as ProcedureAnswer["error"] };
}
