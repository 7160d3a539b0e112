import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compressAssets } from "./compress-assets.ts";

const server = "http://127.0.0.1:4780";

export default defineConfig({
  plugins: [react(), compressAssets()],
  build: { outDir: "dist", sourcemap: true, assetsInlineLimit: 0 },
  server: { proxy: { "/trpc": server, "/api": server } },
});
