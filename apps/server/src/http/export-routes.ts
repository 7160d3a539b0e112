import type { Hono } from "hono";
import { stream } from "hono/streaming";
import { exportReport, exportReportInput } from "../services/analytics/export-report.ts";
import { makeDocument, makeDocumentInput } from "../services/documents/make-document.ts";
import { exportPayouts, exportProfit } from "../services/finance/export-finances.ts";
import { exportInventory } from "../services/inventory/export-inventory.ts";
import type { HttpEnv } from "./http-env.ts";
import { type HttpServices, requireService } from "./http-services.ts";

/** Downloads under `/api/export`. Each takes its context from `requireService`. */
export function mountExportRoutes(app: Hono<HttpEnv>, services: HttpServices): void {
  app.get("/api/export/inventory.csv", async (c) => {
    const ctx = await requireService(c, services, "inventory:read");
    c.header("content-type", "text/csv; charset=utf-8");
    c.header("content-disposition", `attachment; filename="inventory-${ctx.now().toISOString().slice(0, 10)}.csv"`);
    c.header("cache-control", "no-store");
    return stream(c, async (output) => {
      for await (const text of exportInventory({ ctx, input: undefined })) await output.write(text);
    });
  });

  for (const [name, write] of [["payouts", exportPayouts] as const, ["profit", exportProfit] as const]) {
    app.get(`/api/export/${name}.csv`, async (c) => {
      const ctx = await requireService(c, services, "analytics:read");
      c.header("content-type", "text/csv; charset=utf-8");
      c.header("content-disposition", `attachment; filename="${name}-${ctx.now().toISOString().slice(0, 10)}.csv"`);
      c.header("cache-control", "no-store");
      return stream(c, async (output) => {
        for await (const text of write({ ctx })) await output.write(text);
      });
    });
  }

  app.get("/api/export/analytics/:file{[a-z-]+\\.csv}", async (c) => {
    const ctx = await requireService(c, services, "analytics:read");
    const report = c.req.param("file").replace(/\.csv$/, "");
    const input = exportReportInput.parse({ ...c.req.query(), report });
    const text = await exportReport({ ctx, input });
    const days = [input.from, input.to].filter((day) => day !== undefined).map((day) => `-${day}`);
    c.header("content-disposition", `attachment; filename="${report}${days.join("")}.csv"`);
    c.header("cache-control", "no-store");
    return c.body(text, 200, { "content-type": "text/csv; charset=utf-8" });
  });

  app.get("/api/export/documents/:file{[a-z-]+\\.pdf}", async (c) => {
    const ctx = await requireService(c, services, "orders:read");
    const { size } = c.req.query();
    const kind = c.req.param("file").replace(/\.pdf$/, "");
    const input = makeDocumentInput.parse({ kind, size, orderIds: c.req.queries("order") });
    const { content, contentType, fileName } = await makeDocument({ ctx, input });
    c.header("content-disposition", `attachment; filename="${fileName}"`);
    c.header("cache-control", "no-store");
    return c.body(new Uint8Array(content), 200, { "content-type": contentType });
  });
}
