import { createHash } from "node:crypto";
import { Hono } from "hono";
import { createSimulatorServer } from "../../kit/index.ts";

export const VERIFICATION_TOKEN = "counterfoil_verification_token_0000001";

export interface Heard {
  signature: string;
  soapaction: string;
  body: string;
}

/** A subscriber's endpoint: answers challenges and keeps what it is sent. */
export async function startListener() {
  const heard: Heard[] = [];
  const answers: { status: number; challenge: (code: string) => string } = {
    status: 204,
    challenge: (code) => createHash("sha256").update(`${code}${VERIFICATION_TOKEN}${endpoint()}`).digest("hex"),
  };
  let origin = "";
  const endpoint = () => `${origin}/hooks/ebay`;
  const routes = new Hono()
    .get("/hooks/ebay", (c) => c.json({ challengeResponse: answers.challenge(c.req.query("challenge_code") ?? "") }))
    .post("/hooks/ebay", async (c) => {
      const { "x-ebay-signature": signature = "", soapaction = "" } = c.req.header();
      heard.push({ signature, soapaction, body: await c.req.text() });
      return c.body(null, answers.status as 204);
    });
  const server = createSimulatorServer({ simulators: [], extraRoutes: routes });
  origin = await server.start();
  return { heard, answers, endpoint: endpoint(), stop: () => server.stop() };
}
