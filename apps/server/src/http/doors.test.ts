import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startTestServer, type TestServer } from "../testing/test-server.ts";

describeEachDatabase("the doors", (context) => {
  let server: TestServer;
  let webDir: string;
  beforeAll(async () => {
    webDir = mkdtempSync(join(tmpdir(), "counterfoil-web-"));
    mkdirSync(join(webDir, "assets"));
    writeFileSync(
      join(webDir, "index.html"),
      `<!doctype html><title>Counterfoil page</title><meta property="csp-nonce" nonce="__NONCE__">`,
    );
    writeFileSync(join(webDir, "assets", "app-1a2b.js"), "export {};");
    server = await startTestServer(context.database, { environment: { WEB_DIR: webDir } });
  });
  afterAll(async () => {
    await server?.stop();
    rmSync(webDir, { recursive: true, force: true });
  });

  const get = (path: string, init?: RequestInit) => fetch(new URL(path, server.url), init);

  test("the process answers, and is ready once its database is", async () => {
    expect((await get("/healthz")).status).toBe(200);
    expect(await (await get("/readyz")).json()).toEqual({ status: "ready" });
  });

  test("every path that is no file is the page; files with a hash in their name are kept for good", async () => {
    for (const path of ["/", "/orders", "/settings/integrations?connected=ebay"]) {
      const response = await get(path);
      expect(await response.text()).toContain("Counterfoil page");
      expect(response.headers.get("cache-control")).toBe("no-cache");
    }
    const asset = await get("/assets/app-1a2b.js");
    expect(asset.headers.get("content-type")).toContain("javascript");
    expect(asset.headers.get("cache-control")).toContain("immutable");
  });

  test("files outside the page's folder cannot be had", async () => {
    for (const path of ["/..%2f..%2fetc%2fpasswd", "/assets/..%2f..%2fmaster.key", "/%2f%2fetc/passwd"]) {
      expect(await (await get(path)).text()).not.toMatch(/root:|BEGIN/);
    }
  });

  test("answers forbid foreign scripts, frames and sniffing", async () => {
    const { headers } = await get("/");
    const policy = headers.get("content-security-policy") ?? "";
    expect(policy).toContain("script-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|style-src-attr/);
    expect(headers.get("x-content-type-options")).toBe("nosniff");
  });

  test("a page's own styles carry the word of the very answer that brought it", async () => {
    const words = new Set<string>();
    for (const path of ["/", "/index.html", "/orders", "/orders", "/api/docs"]) {
      const answer = await get(path);
      const allowed = /style-src 'self' 'nonce-([^']+)'/.exec(answer.headers.get("content-security-policy") ?? "")?.[1];
      expect(allowed).toBeTruthy();
      expect(/nonce="([^"]+)"/.exec(await answer.text())?.[1]).toBe(allowed);
      expect(answer.headers.get("etag") ?? answer.headers.get("last-modified")).toBeNull();
      words.add(allowed ?? "");
    }
    expect(words.size).toBe(5);
  });

  test("an unknown address of the API is an error, not the page, and carries its request id", async () => {
    const response = await get("/api/nothing-here");
    expect(response.status).toBe(404);
    const body = (await response.json()) as { requestId: string };
    expect(body).toMatchObject({ success: false, code: "not_found" });
    expect(body.requestId).toBe(response.headers.get("x-request-id"));
  });

  test("an unknown procedure and an unreadable input are refused with the common error shape", async () => {
    const visitor = server.visitor();
    expect((await visitor.query("setup.nothing")).error.data).toMatchObject({ code: "not_found" });
    const broken = await visitor.fetch("/trpc/setup.createOwner", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{not json",
    });
    expect(broken.status).toBe(400);
    expect(JSON.stringify(await broken.json())).not.toContain("stack");
  });

  test("a body beyond the limit is refused", async () => {
    const response = await server.visitor().fetch("/api/auth/sign-in/email", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ email: "a".repeat(1_100_000), password: "x" }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "invalid" });
  });

  test("an error nobody expected leaves as a neutral message, and is in the log with the request's id", async () => {
    const owner = await server.owner();
    const { db } = server.parts;
    const original = db.asSystem;
    db.asSystem = () => Promise.reject(new Error("relation secret_table does not exist"));
    try {
      const answer = await owner.query("session.me");
      const text = JSON.stringify(answer);
      expect(text).toContain("Something went wrong on the server.");
      expect(text).not.toContain("secret_table");
      expect(server.log()).toContain("secret_table");
    } finally {
      db.asSystem = original;
    }
  });
});
