"use strict";
// Theme, buttons, print, the selection in the address; last, because it starts the page.
(() => {
  const { data, theme, prefersDark, save, stem, network, fit, zoom, select, recolour, find, draw } = window.tiegraph;
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

  document.body.dataset.nodes = String(data.nodes.length);
  document.body.dataset.edges = String(data.edges.length);
  if (!drawn) return;

  for (const id of ["bar", "list"]) by(id).hidden = false;
  by("fit").addEventListener("click", () => fit());
  by("in").addEventListener("click", () => zoom(1.25));
  by("out").addEventListener("click", () => zoom(0.8));
  by("png").addEventListener("click", () => {
    const canvas = by("stage").querySelector("canvas");
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const c = copy.getContext("2d");
    c.fillStyle = draw.state.colours.card;
    c.fillRect(0, 0, copy.width, copy.height);
    c.drawImage(canvas, 0, 0);
    copy.toBlob((blob) => save(`${stem()}.png`, blob), "image/png");
  });

  // Paper is white.
  addEventListener("beforeprint", () => { theme.forced = "light"; recolour(); });
  addEventListener("afterprint", () => { theme.forced = null; recolour(); });

  const wanted = /^#node=(.*)$/.exec(location.hash);
  if (wanted) {
    let id = "";
    try { id = decodeURIComponent(wanted[1]); } catch (error) { if (!(error instanceof URIError)) throw error; }
    if (find(id) !== undefined) select(find(id));
  }
  document.body.dataset.ready = "yes";
})();
