import { afterEach, expect, test } from "vitest";
import { type Listener, listen } from "./listen.ts";

const open: Listener[] = [];
afterEach(async () => {
  for (const listener of open.splice(0)) await listener.close();
});

async function start(port: number, portIsFixed: boolean): Promise<Listener> {
  const listener = await listen({ host: "127.0.0.1", port, portIsFixed, fetch: () => new Response("here") });
  open.push(listener);
  return listener;
}

const portOf = (listener: Listener) => Number(new URL(listener.origin).port);

test("a taken default port is stepped over", async () => {
  const first = await start(0, false);
  const second = await start(portOf(first), false);
  expect(portOf(second)).toBeGreaterThan(portOf(first));
  expect(await (await fetch(second.origin)).text()).toBe("here");
});

test("a taken port that was asked for is named, with what to do", async () => {
  const first = await start(0, false);
  const again = start(portOf(first), true);
  await expect(again).rejects.toThrow(`Port ${portOf(first)} is in use by another program. Set PORT to a free port`);
});

test("a host that is not this machine's is named", async () => {
  const options = { host: "192.0.2.1", port: 0, portIsFixed: false, fetch: () => new Response("") };
  await expect(listen(options)).rejects.toThrow(/HOST 192\.0\.2\.1/);
});
