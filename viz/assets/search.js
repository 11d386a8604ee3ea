"use strict";
// Search over everything the evidence says, and the picture as a list.
(() => {
  const { data, el, draw, fullTitle, select, focus } = window.tiegraph;
  const input = document.getElementById("search");
  const found = document.getElementById("found");
  // Case, accents and half- or full-width forms do not matter.
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const strings = (value) => (Array.isArray(value) ? value.flatMap(strings) : typeof value === "string" ? [value] : []);
  let texts = null;
  const textOf = (node) => {
    // What an edge quotes belongs to both of its ends.
    const own = [fullTitle(node.id), node.lead || "", data.ids[node.id], ...data.facts(node.id).flatMap((fact) => strings(fact[2]))];
    const quoted = data.at[node.id].flatMap((edge) => data.edgeFacts(edge.id).filter(([form]) => form === "quotes").flatMap((fact) => strings(fact[2])));
    return fold([...own, ...quoted].join("\n"));
  };

  let hits = [], at = -1;
  const say = () => { found.textContent = input.value.trim() ? (hits.length ? (at < 0 ? `${hits.length} found` : `${at + 1} of ${hits.length}`) : "none") : ""; };
  const run = () => {
    const wanted = fold(input.value.trim()).split(/\s+/).filter(Boolean);
    texts = texts || data.nodes.slice(0, data.real).map(textOf);
    hits = wanted.length ? data.nodes.slice(0, data.real).filter((node) => !node.hidden && wanted.every((word) => texts[node.id].includes(word))).map((node) => node.id) : [];
    // Those whose own name has it come first.
    const named = (id) => wanted.every((word) => fold(fullTitle(id)).includes(word));
    hits.sort((a, b) => named(b) - named(a) || a - b);
    at = -1;
    if (!wanted.length) select(null);
    else focus(new Set(hits));
    say();
  };
  const next = (step) => {
    if (!hits.length) return;
    at = at < 0 ? (step > 0 ? 0 : hits.length - 1) : (at + step + hits.length) % hits.length;
    draw.state.focus = new Set(hits);
    select(hits[at], { keep: true });
    say();
  };
  const clear = () => { input.value = ""; run(); };
  input.addEventListener("input", run);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") { event.preventDefault(); next(event.shiftKey ? -1 : 1); }
    if (event.key === "Escape") { event.stopPropagation(); clear(); input.blur(); document.getElementById("stage").focus({ preventScroll: true }); }
  });
  addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); input.focus(); input.select(); }
    if (event.key === "Escape" && !typing) { if (input.value) clear(); else select(null); }
  });

  const list = document.getElementById("list");
  list.addEventListener("toggle", () => {
    if (list.childElementCount > 1) return;
    for (const [kind, look] of Object.entries(data.looks)) {
      const of = data.nodes.filter((node) => node.kind === kind && node.id < data.real);
      of.sort((a, b) => fullTitle(a.id).localeCompare(fullTitle(b.id)) || a.id - b.id);
      if (of.length) list.append(el("h3", {}, `${look.many} · ${of.length}`), el("ul", {}, ...of.map((node) => el("li", {},
        el("button", { type: "button", class: "to-node", dir: "auto", onclick: () => select(node.id, { read: true }) }, fullTitle(node.id)),
        node.listed ? ` [${node.listed.join(", ")}]` : null))));
    }
  });
})();
