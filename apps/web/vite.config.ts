import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { compileMessages } from "./compile-messages.ts";
import { compressAssets } from "./compress-assets.ts";

const script = /\.[cm]?[jt]sx?$/;
const tables = /@tanstack[\\/](table-core|react-table|virtual-core|react-virtual)[\\/]|data-table[\\/].*\.tsx?$/;
// Many pages use these, the first view none of them.
const later =
  /@mantine[\\/](form[\\/]|core[\\/]esm[\\/]components[\\/](PasswordInput|SegmentedControl|FloatingIndicator|Switch)[\\/])|features[\\/]account[\\/]|[\\/]account\.json/;
const server = "http://127.0.0.1:4780";

export default defineConfig({
  plugins: [react(), compileMessages(), compressAssets()],
  build: {
    outDir: "dist",
    sourcemap: true,
    assetsInlineLimit: 0,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // What nearly every page uses comes as one file: dozens of small ones would queue behind each other.
            {
              name: "common",
              test: (id) => script.test(id) && !tables.test(id) && !later.test(id),
              minShareCount: 6,
              priority: 2,
            },
            { name: "tables", test: tables, minShareCount: 2, priority: 1 },
          ],
        },
      },
    },
  },
  server: { proxy: { "/trpc": server, "/api": server } },
});
