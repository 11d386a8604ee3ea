"use strict";
// The evidence behind what is selected.
(() => {
  const { data, el, fullTitle, bundles } = window.tiegraph;
  const panel = document.getElementById("panel");
  // Longer lists are shown in steps.
  const STEP = 25;

  const forms = {
    text: (value) => el("dd", { dir: "auto" }, value),
    texts: (value) => el("dd", {}, el("ul", {}, ...value.map((text) => el("li", { dir: "auto" }, text)))),
    link: (value) => el("dd", {}, ...value.flatMap(([text, address], at) => [
      at ? el("br") : null,
      // Python gives https addresses only; a page that was tampered with gets no further.
      address && address.startsWith("https://")
        ? el("a", { href: address, rel: "noreferrer noopener", target: "_blank", dir: "auto" }, text)
        : el("span", { dir: "auto" }, text),
    ])),
    quotes: (value) => el("dd", {}, ...value.map(([text, remark]) =>
      el("blockquote", {}, el("p", { dir: "auto" }, text), remark ? el("small", {}, remark) : null))),
    raw: (value) => el("dd", {}, el("details", {}, el("summary", {}, "Show"), ...value.map((text) => el("pre", { dir: "auto" }, text)))),
  };
  const facts = (list) => el("dl", { class: "facts" },
    ...list.map(([form, heading, value]) => el("div", form === "quotes" || form === "raw" ? { class: "wide" } : {}, el("dt", {}, heading), forms[form](value))));

  const toNode = (at) => el("button", { type: "button", class: "to-node", dir: "auto", onclick: () => window.tiegraph.select(at, { read: true }) },
    data.nodes[at].lead ? el("span", { class: "year" }, data.nodes[at].lead) : null, fullTitle(at));

  const inSteps = (place, items, make) => {
    let shown = 0;
    const more = el("button", { type: "button", class: "more" });
    const step = () => {
      place.append(...items.slice(shown, shown + STEP).map(make));
      shown = Math.min(items.length, shown + STEP);
      more.textContent = `Show more (${items.length - shown} left)`;
      more.hidden = shown >= items.length;
    };
    more.addEventListener("click", step);
    step();
    return more;
  };

  // Edges of a node by what they say from its end: "Papers", "List entries", ...; what concerns lists first.
  const FIRST = ["TARGETS", "MAY_TARGET", "ON_LIST"];
  const groups = (at, ofBundle = false) => {
    const found = new Map();
    const rank = (edge) => (FIRST.indexOf(edge.line) + 1 || FIRST.length + 1);
    for (const edge of data.at[at].filter(({ from }) => ofBundle || !data.nodes[from].bundle).sort((a, b) => rank(a) - rank(b) || a.id - b.id)) {
      const line = data.lines[edge.line];
      const forth = edge.from === at;
      const heading = forth ? line.forth : line.back;
      if (!found.has(heading)) found.set(heading, []);
      found.get(heading).push({ edge, other: forth ? edge.to : edge.from });
    }
    const name = ({ other }) => `${data.nodes[other].lead || ""} ${fullTitle(other)}`;
    for (const list of found.values()) list.sort((a, b) => (a.edge.order || 0) - (b.edge.order || 0) || name(a).localeCompare(name(b)) || a.edge.id - b.edge.id);
    return found;
  };

  const head = (what) => el("div", { class: "panel-head" }, el("span", {}, what),
    el("button", { type: "button", class: "close", "aria-label": "Close the evidence", onclick: () => window.tiegraph.select(null) }, "×"));
  const show = (...children) => {
    panel.replaceChildren(...children.filter(Boolean));
    panel.hidden = false;
    panel.scrollTop = 0;
  };

  // When an entry stood on its list, by which notice: where an institution is read, and not one click further.
  const CITED = new Set(["In force", "Notices cited", "Rests on the notice"]);
  const standing = (entry) => (data.nodes[entry].kind !== "designation" ? [] : [
    ...data.at[entry].filter(({ from, line }) => from === entry && line === "ON_LIST").flatMap(({ id }) => data.edgeFacts(id)), ...data.facts(entry),
  ].filter(([, heading]) => CITED.has(heading)));
  const capital = (text) => text[0].toUpperCase() + text.slice(1);
  // What is gathered in a group, the way into it, and to each member.
  const group = ({ id, members, count, sub }) => {
    const list = el("ul", { class: "links" });
    const named = [...members].sort((a, b) => (data.nodes[b].listed ? 1 : 0) - (data.nodes[a].listed ? 1 : 0) || data.at[b].length - data.at[a].length || a - b);
    const missing = count - members.length;
    return [el("p", {}, `${sub}.`),
      missing ? el("p", { class: "listed" }, `${missing.toLocaleString("en")} of them are not in this page; the note above the picture says how to see them.`) : null,
      members.length ? el("button", { type: "button", id: "open-group", onclick: () => window.tiegraph.open(id) }, `Show these ${members.length.toLocaleString("en")} and what they are tied to`) : null,
      el("h3", {}, "Members ", el("span", { class: "count" }, members.length.toLocaleString("en"))), list,
      inSteps(list, named, (member) => el("li", {}, toNode(member)))];
  };
  // What a bundle's authors have in common, and the way to each of them.
  const bundled = (of) => {
    const list = el("ul", { class: "links" });
    const shared = [...groups(of.id, true)].flatMap(([heading, items]) => {
      const those = el("ul", { class: "links" });
      return [el("h3", {}, `${heading} `, el("span", { class: "count" }, String(items.length))), those, inSteps(those, items, ({ other }) => el("li", {}, toNode(other)))];
    });
    return [el("p", {}, of.sub ? `They sign for ${of.sub}, on papers that print the same institutions.` : "They sign papers that print the same institutions."),
      el("button", { type: "button", id: "unfold", onclick: () => {
        window.tiegraph.unfold(of);
        window.tiegraph.draw.state.focus = new Set([...of.members, ...data.at[of.id].map(({ to }) => to)]);
        window.tiegraph.select(of.members[0], { read: true, keep: true });
      } }, "Show them one by one"),
      el("h3", {}, "Authors ", el("span", { class: "count" }, String(of.members.length))), list, inSteps(list, of.members, (member) => el("li", {}, toNode(member))),
      ...shared];
  };
  const refold = (at) => {
    const bundle = bundles.of(at);
    if (!bundle || !bundles.isOpen(bundle)) return null;
    return el("p", {}, el("button", { type: "button", id: "fold", onclick: () => { window.tiegraph.unfold(bundle, false); window.tiegraph.select(bundle.id, { read: true }); } }, `Fold the ${bundle.label} again`));
  };
  const node = (at) => {
    const of = data.nodes[at];
    const parts = [head(capital(data.looks[of.kind].one)), el("h2", { tabindex: "-1", dir: "auto" }, fullTitle(at))];
    if (of.members) { show(...parts, ...(of.bundle ? bundled(of) : group(of))); return; }
    parts.push(refold(at));
    if (of.hidden) parts.push(el("p", { class: "listed" }, "Hidden in the picture by the filters."));
    if (of.listed) {
      const lists = of.listed.map((letter) => `${letter}: ${data.letters[letter]}`).join("; ");
      parts.push(el("p", { class: "listed" }, `Listed, now or earlier. ${lists}`));
    }
    // What an institution is on a list for comes before its other names and addresses.
    const [entries, rest] = [[], []];
    for (const [heading, items] of groups(at)) {
      const list = el("ul", { class: "links" });
      const first = FIRST.includes(items[0].edge.line) && (of.kind === "institution" || of.kind === "dprk");
      (first ? entries : rest).push(el("h3", {}, `${heading} `, el("span", { class: "count" }, String(items.length))), list, inSteps(list, items, ({ edge, other }) => {
        const { sub, kind } = data.nodes[other];
        return el("li", {}, toNode(other),
          kind === "designation" && sub ? el("small", { dir: "auto" }, sub) : null, facts([...standing(other), ...data.edgeFacts(edge.id)]));
      }));
    }
    parts.push(...entries, entries.length ? el("h3", {}, "The institution") : null, facts(data.facts(at)), ...rest);
    show(...parts);
  };
  const evidence = (at) => (data.edgeFacts(at).length ? facts(data.edgeFacts(at)) : el("p", {}, "Nothing beyond the connection itself is recorded."));
  // The papers that a line stands for, each the way to its own evidence.
  const behind = (papers) => {
    const list = el("ul", { class: "links" });
    const byYear = [...papers].sort((a, b) => (data.nodes[a].lead || "").localeCompare(data.nodes[b].lead || "") || a - b);
    return [el("h3", {}, "Papers ", el("span", { class: "count" }, String(papers.length))), list, inSteps(list, byYear, (paper) => el("li", {}, toNode(paper)))];
  };
  const edge = (at) => {
    const of = data.edges[at];
    const line = data.lines[of.line];
    show(head("Connection"), el("h2", { tabindex: "-1" }, capital(line.meaning)),
      el("ul", { class: "links" }, el("li", {}, toNode(of.from)), el("li", {}, toNode(of.to))),
      ...(of.papers ? behind(of.papers) : [el("h3", {}, "Evidence"), evidence(at)]));
  };
  const close = () => { panel.hidden = true; panel.replaceChildren(); };
  const read = () => { const title = panel.querySelector("h2"); if (title) title.focus(); };

  window.tiegraph.panel = { element: panel, node, edge, close, read };
})();
