// Runs before the first paint, so that a dark page never flashes white. A file of its own: inline scripts are refused.
(() => {
  let chosen = "auto";
  try {
    chosen = localStorage.getItem("counterfoil-color-scheme") || "auto";
  } catch {
    chosen = "auto";
  }
  const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
})();
