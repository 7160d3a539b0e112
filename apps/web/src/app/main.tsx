import "@fontsource-variable/inter";
// In a layer: the pages' own rules come after the library's, in whatever order the files are loaded.
import "@mantine/core/styles.layer.css";
import "@mantine/notifications/styles.layer.css";
import "./global.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openLanguage, preferredLanguage } from "../lib/language/language.ts";
import { App } from "./app.tsx";
import { loadFirstView } from "./load-first-view.ts";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root element");
loadFirstView();
// A failed file of words leaves English.
await openLanguage(preferredLanguage()).catch(() => undefined);
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
