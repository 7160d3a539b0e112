// Runs before the first paint, so that a dark page never flashes white. A file of its own: inline scripts are refused.
(() => {
  const read = (key, otherwise) => {
    try {
      return localStorage.getItem(key) || otherwise;
    } catch {
      return otherwise;
    }
  };
  const chosen = read("counterfoil-color-scheme", "auto");
  const dark = chosen === "dark" || (chosen === "auto" && matchMedia("(prefers-color-scheme: dark)").matches);
  document.documentElement.setAttribute("data-mantine-color-scheme", dark ? "dark" : "light");
  document.documentElement.setAttribute("data-density", read("counterfoil-density", "compact"));
})();
