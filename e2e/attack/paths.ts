import { request } from "node:http";
import { attack } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { leak, mutate } from "./request.ts";

/** Ways out of a folder, as they stand on the wire: a browser or `fetch` would tidy them up. */
const ways = [
  "/../../../../etc/passwd",
  "/assets/../../../../etc/passwd",
  "/..%2f..%2f..%2f..%2fetc%2fpasswd",
  "/%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
  "/%252e%252e%252f%252e%252e%252fetc%252fpasswd",
  "/..\\..\\..\\..\\etc\\passwd",
  "/..%5c..%5c..%5cetc%5cpasswd",
  "/....//....//....//etc/passwd",
  "/assets/..%c0%af..%c0%afetc/passwd",
  "//etc/passwd",
  "/file:///etc/passwd",
  "/../package.json",
  "/..%2fpackage.json",
  "/%2e%2e%2fpackage.json",
  "/assets/..%2f..%2fpackage.json",
  "/assets/..%2f..%2fvite.config.ts",
  "/.%2e/src/app/main.tsx",
  "/index.html%00.js",
  "/assets/%00",
  "/.git/config",
  "/.env",
  "/.counterfoil/master.key",
  "/%2e%2e/%2e%2e/%2e%2e/.counterfoil/master.key",
  "/api/export/documents/..%2f..%2fpackage.json.pdf?order=1",
  "/api/export/documents/%2e%2e%2fpick-list.pdf",
  "/api/export/analytics/..%2f..%2fpackage.csv",
  "/api/export/..%2f..%2fpackage.json",
  "/api/v1/platforms/webhook/..%2f..%2fhealthz",
  "/api/integrations/..%2febay/credentials",
  "/api/docs/../../package.json",
  "/trpc/..%2f..%2fpackage.json",
  "/trpc/__proto__.constructor",
  "/trpc/constructor",
];

const secretFile = /root:.*:0:0:|"name": "(?:@?counterfoil|counterfoil)|\[core\]|import \{ defineConfig|createRoot\(/;

/** Files that no door may hand out, and imports that name files. */
export function describePaths(world: () => AttackWorld): void {
  attack("path traversal", {
    name: "in the paths of pages and downloads",
    cases: () => ways.flatMap((path) => [true, false].map((signedIn) => ({ path, signedIn }))),
    attempt: async ({ path, signedIn }) => {
      const { status, text } = await raw(world(), path, signedIn ? world().bob.cookie : null);
      if (secretFile.test(text)) return `${path} hands out ${text.slice(0, 100)}`;
      return status < 500 ? null : `${path}: ${status} ${text.slice(0, 200)}`;
    },
  });

  attack("path traversal", {
    name: "in the texts and columns of imports",
    cases: () => [
      "../../etc/passwd",
      "file:///etc/passwd",
      "\\\\host\\share\\x",
      "@/etc/passwd",
      "<!ENTITY x SYSTEM 'file:///etc/passwd'>",
    ],
    attempt: async (text) => {
      const csv = `title,sku,image,${text.replaceAll(",", " ")}\n"${text}",S,${text},x\n`;
      const answered = await mutate(world(), "inventory.previewImport", world().bob, {
        csv,
        mapping: { "../x": "title" },
      });
      return secretFile.test(answered.text) ? `an import read ${text}` : leak(answered);
    },
  });
}

/** A request whose path stays as it is written. */
function raw({ url }: AttackWorld, path: string, cookie: string | null): Promise<{ status: number; text: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, headers: cookie === null ? {} : { cookie } }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end();
  });
}
