import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import sparticuz, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";
import { type Browser, chromium } from "playwright-core";

const systemPaths = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

// Quiet: no calls home, no sandbox (containers run as root), no GPU.
const args = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-dev-shm-usage",
];

/**
 * Real Chromium: the one CHROMIUM_PATH names, else the machine's own, else the one shipped inside an npm package
 * (with that package's shared libraries where the machine has none).
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = [process.env.CHROMIUM_PATH, ...systemPaths].find((path) => path && existsSync(path));
  if (installed) return chromium.launch({ executablePath: installed, args });
  const executablePath = await sparticuz.executablePath();
  process.env.FONTCONFIG_PATH ??= join(tmpdir(), "fonts");
  try {
    return await chromium.launch({ executablePath, args });
  } catch (error) {
    if (!String(error).includes("shared libraries")) throw error;
    await inflate(join(packageFolder(), "bin", "al2023.tar.br"));
    setupLambdaEnvironment(join(tmpdir(), "al2023", "lib"));
    return chromium.launch({ executablePath, args });
  }
}

function packageFolder(): string {
  const entry = createRequire(import.meta.url).resolve("@sparticuz/chromium");
  return (
    entry.slice(0, entry.indexOf(join("@sparticuz", "chromium")) + join("@sparticuz", "chromium").length) ||
    dirname(entry)
  );
}
