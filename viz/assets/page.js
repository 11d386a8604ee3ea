"use strict";
// Theme, buttons, print, the selection in the address; last, because it starts the page.
(() => {
  const { data, theme, prefersDark, network, fit, zoom, select, recolour, find, address } = window.tiegraph;
  const by = (id) => document.getElementById(id);
  const drawn = Boolean(network);

  const button = by("theme");
  const say = () => { button.textContent = theme.name === "dark" ? "Light" : "Dark"; };
  button.hidden = false;
  button.addEventListener("click", () => {
    document.documentElement.dataset.theme = theme.name === "dark" ? "light" : "dark";
    say();
    if (drawn) recolour();
  });
  prefersDark.addEventListener("change", () => { say(); if (drawn) recolour(); });
  say();

  // On paper nothing can be unfolded.
  const folded = document.querySelectorAll(".head details:not([open])");
  addEventListener("beforeprint", () => { for (const one of folded) one.open = true; });
  addEventListener("afterprint", () => { for (const one of folded) one.open = false; });

  document.body.dataset.nodes = String(data.real ?? 0);
  document.body.dataset.edges = String(data.own);
  if (!drawn) return;

  for (const id of ["bar", "list"]) by(id).hidden = false;
  by("fit").addEventListener("click", () => fit());
  by("in").addEventListener("click", () => zoom(1.25));
  by("out").addEventListener("click", () => zoom(0.8));
  // Paper is white.
  addEventListener("beforeprint", () => { theme.forced = "light"; recolour(); });
  addEventListener("afterprint", () => { theme.forced = null; recolour(); });

  const wanted = address.get("node");
  if (find(wanted) !== undefined) select(find(wanted));
  document.body.dataset.ready = "yes";
})();
