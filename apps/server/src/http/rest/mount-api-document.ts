import type { Hono } from "hono";
import type { Installation } from "../../services/installation.ts";
import type { HttpEnv } from "../http-env.ts";
import { answerPage } from "../page-nonce.ts";
import { apiDocument } from "./api-document.ts";
import { referencePage } from "./reference-page.ts";

/** `/api/openapi.json`, and the same for reading at `/api/docs`. Open to everyone: they hold nothing of anybody. */
export function mountApiDocument(app: Hono<HttpEnv>, installation: Installation): void {
  let made: { json: string; page: string } | null = null;
  const texts = () => {
    const document = made === null ? apiDocument(installation) : null;
    if (document !== null) made = { json: JSON.stringify(document), page: referencePage(document) };
    return made ?? { json: "", page: "" };
  };
  app.get("/api/openapi.json", (c) => {
    c.header("content-type", "application/json");
    return c.body(texts().json);
  });
  app.get("/api/docs", (c) => answerPage(c, texts().page));
}
