import { type CounterfoilClient, createCounterfoilClient, signIn } from "@counterfoil/client";
import type { Sandbox } from "@counterfoil/simulators";

const owner = { name: "Ada Brick", email: "ada@example.com", password: "a long pass phrase 42!" };

/** A signed-in program, and the session it carries. */
export interface DeskUser {
  client: CounterfoilClient;
  session: string;
}

/** Creates the owner of a new installation and signs in. */
export async function createOwner(url: string): Promise<DeskUser> {
  await createCounterfoilClient({ url }).setup.createOwner.mutate({
    ...owner,
    workspaceName: "Ada Bricks",
    currency: "GBP",
    timeZone: "Europe/London",
    countryCode: "GB",
  });
  return signInAgain(url);
}

export async function signInAgain(url: string): Promise<DeskUser> {
  const session = await signIn({ url, email: owner.email, password: owner.password });
  return { session, client: createCounterfoilClient({ url, session }) };
}

/** Imports the shop's own stock list, columns as the preview guesses them. */
export async function importStock({ client }: DeskUser, csv: string): Promise<number> {
  const preview = await client.inventory.previewImport.mutate({ csv });
  const { mapping } = preview;
  const done = await client.inventory.commitImport.mutate({ csv, mapping, idempotencyKey: "first-stock" });
  return done.created;
}

/** Connects both simulated shops as a seller does: BrickLink by keys, eBay by its consent page. */
export async function connectShops(url: string, user: DeskUser, sandbox: Sandbox): Promise<void> {
  await user.client.connections.saveKeys.mutate({
    platform: "bricklink",
    fields: { ...sandbox.credentials.bricklink },
  });
  sandbox.ebay.acts.setAcceptedUrl({ acceptedUrl: `${url}/api/integrations/ebay/callback` });
  const { authorizationUrl } = await user.client.connections.startOAuth.mutate({
    platform: "ebay",
    fields: { ...sandbox.credentials.ebay },
  });
  const callback = await agree(authorizationUrl);
  const answer = await fetch(callback, { redirect: "manual", headers: { cookie: user.session } });
  const target = answer.headers.get("location") ?? "";
  if (!target.includes("connected=ebay")) throw new Error(`eBay did not connect: ${answer.status} ${target}`);
}

/** Presses "Agree" on a consent page: submits its form as a browser would. Gives the address that it leads back to. */
export async function agree(authorizationUrl: string): Promise<string> {
  const page = await fetch(authorizationUrl);
  const html = await page.text();
  const action = /<form[^>]*action="([^"]*)"/.exec(html)?.[1] ?? "";
  const fields = new URLSearchParams();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const name = /name="([^"]*)"/.exec(input)?.[1];
    if (name) fields.set(name, unescapeHtml(/value="([^"]*)"/.exec(input)?.[1] ?? ""));
  }
  const button = /<button[^>]*name="([^"]*)"[^>]*value="(agree[^"]*)"/i.exec(html);
  if (button?.[1]) fields.set(button[1], button[2] ?? "");
  const answer = await fetch(new URL(unescapeHtml(action), page.url), {
    method: "POST",
    body: fields,
    redirect: "manual",
  });
  const location = answer.headers.get("location");
  if (!location) throw new Error(`the consent page did not lead back: ${answer.status} ${await answer.text()}`);
  return location;
}

function unescapeHtml(text: string): string {
  return text.replaceAll("&amp;", "&").replaceAll("&quot;", '"').replaceAll("&#39;", "'").replaceAll("&lt;", "<");
}
