"use strict";
(() => {
  // Runs before the page is drawn, so that the colours chosen last time do not flash up late.
  const root = document.documentElement;
  root.classList.add("script");
  try {
    const chosen = localStorage.getItem("crt-theme");
    if (chosen === "dark" || chosen === "light") root.dataset.theme = chosen;
  } catch {
    // A browser may refuse storage to pages from the file system; the system's colours are used then.
  }
})();
