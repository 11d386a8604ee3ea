"use strict";
// Filters choose papers; authors, institutions, entries and rows follow the papers that are left.
(() => {
  const { data, el, show, address, rows } = window.tiegraph;
  const { papers, sides, countries } = data.filters;
  const bar = document.getElementById("filters");
  const numbers = Object.keys(papers).map(Number);
  if (!numbers.length) return;

  // How far a kind of node is from the papers: what is kept for a paper's sake is never a way to other papers.
  const DISTANCE = { paper: 0, author: 1, institution: 1, dprk: 1, list: 3 };
  const distance = (at) => DISTANCE[data.nodes[at].kind] ?? 2;
  const onPaper = (at) => data.at[at].some((edge) => papers[edge.from] || papers[edge.to]);
  const others = ({ from, to }, at) => (from === at ? to : from);

  const years = numbers.flatMap((at) => papers[at].years || []);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = Math.max(...data.nodes.map(({ id, kind }) => (kind === "institution" || kind === "dprk" ? data.at[id].filter((edge) => papers[edge.from]).length : 0)));
  const all = { from: first, to: last, side: "", country: "", list: "", least: 1, links: "probable" };
  const state = { ...all };

  const passes = (at) => {
    const paper = papers[at];
    const [low, high] = paper.years || [];
    const narrowed = state.from !== first || state.to !== last;
    return (!narrowed || (low <= state.to && high >= state.from))
      && (!state.side || paper.sides.includes(state.side))
      && (!state.country || paper.countries.includes(state.country))
      && (!state.list || paper.lists.includes(state.list));
  };
  // Everything that hangs on these papers, and what never hung on any.
  const follow = (chosen, without) => {
    const kept = new Set(chosen);
    let edge = [...chosen];
    while (edge.length) {
      const next = [];
      for (const at of edge) {
        for (const link of data.at[at]) {
          const other = others(link, at);
          if (kept.has(other) || without.has(link.line)) continue;
          const kin = distance(other) === distance(at) && !onPaper(other);
          if (distance(other) > distance(at) || kin) { kept.add(other); next.push(other); }
        }
      }
      edge = next;
    }
    return kept;
  };
  const reachable = follow(numbers, new Set());

  const bodies = (at) => data.at[at].filter(({ from, line }) => from === at && line.startsWith("LISTS")).map(({ to }) => to);
  // Institutions with fewer of these papers than asked for.
  const few = (chosen) => {
    const counts = new Map();
    for (const at of chosen) for (const body of bodies(at)) counts.set(body, (counts.get(body) || 0) + 1);
    return new Set([...counts].filter(([, count]) => count < state.least).map(([body]) => body));
  };
  const stays = (at, small) => !bodies(at).length || bodies(at).some((body) => !small.has(body));
  // All that is left where only these papers are.
  const left = (chosen, small, without) => {
    const kept = follow(chosen, without);
    for (const body of small) kept.delete(body);
    for (const { id } of data.nodes) if (!reachable.has(id)) kept.add(id);
    return kept;
  };

  const apply = () => {
    const without = new Set(state.links === "strict" ? ["MAY_TARGET"] : []);
    const filtered = Object.keys(all).some((name) => state[name] !== all[name]);
    const picked = rows.picked();
    const passing = numbers.filter(passes);
    const small = few(passing);
    const remaining = passing.filter((at) => stays(at, small));
    const chosen = remaining.filter((at) => !picked || picked.has(at));
    // Rows that are not picked stay, or there would be no second one to pick.
    rows.follow(filtered ? left(remaining, small, without) : null, without);
    const untouched = !filtered && !picked;
    show(untouched ? null : left(chosen, small, without), without);
    status.textContent = untouched ? `${numbers.length} papers` : `${chosen.length} of ${numbers.length} papers shown`;
    reset.hidden = untouched;
    for (const [at, height] of histogram.entries()) height.classList.toggle("out", first + at < state.from || first + at > state.to);
    address.set(Object.fromEntries(Object.keys(all).map((name) => [name, state[name] === all[name] ? null : String(state[name])])));
  };

  // --- controls ---
  const controls = {};
  const set = (values) => {
    Object.assign(state, values);
    for (const [name, control] of Object.entries(controls)) control.value = String(state[name]);
    span.textContent = state.from === state.to ? String(state.from) : `${state.from}–${state.to}`;
    apply();
  };
  const field = (label, control, id) => {
    control.id = id;
    return el("span", { class: "field" }, el("label", { for: id }, label), control);
  };
  const choice = (name, label, offered) => {
    const tally = (test) => numbers.filter((at) => test(papers[at])).length;
    controls[name] = el("select", { onchange: ({ target }) => set({ [name]: target.value }) },
      ...offered.map(([value, text, test]) => el("option", { value }, test ? `${text} (${tally(test)})` : text)));
    return field(label, controls[name], `filter-${name}`);
  };

  const status = el("span", { class: "count", role: "status", id: "shown" });
  const reset = el("button", { type: "button", id: "unfilter", onclick: () => { rows.unpick(); set({ ...all }); } }, "Show all");
  const span = el("output", {});
  const histogram = [];
  const parts = [];

  if (first < last) {
    const perYear = Array.from({ length: last - first + 1 }, () => 0);
    for (const at of numbers) if (papers[at].years) perYear[papers[at].years[0] - first] += 1;
    const top = Math.max(...perYear);
    for (const [at, count] of perYear.entries()) {
      const column = el("span", { title: `${first + at}: ${count}` });
      column.style.height = `${count ? Math.max(8, (100 * count) / top) : 0}%`;
      histogram.push(column);
    }
    const range = (name, label, clip) => {
      controls[name] = el("input", { type: "range", min: first, max: last, step: 1, "aria-label": label,
        oninput: ({ target }) => { stop(); set({ [name]: clip(Number(target.value)) }); } });
      return controls[name];
    };
    let timer = null;
    const play = el("button", { type: "button", id: "play", title: "Let the years pass, one after the other" }, "Play");
    const stop = () => { clearInterval(timer); timer = null; play.textContent = "Play"; };
    play.addEventListener("click", () => {
      if (timer) return stop();
      const end = state.to > state.from ? state.to : last;
      set({ to: state.from });
      play.textContent = "Stop";
      timer = setInterval(() => { if (state.to >= end) stop(); else set({ to: state.to + 1 }); }, 800);
      return undefined;
    });
    parts.push(el("div", { class: "field years", role: "group", "aria-label": "Years of publication" }, el("span", {}, "Years ", span),
      el("div", { class: "slider" }, el("div", { class: "histogram", "aria-hidden": "true" }, ...histogram),
        range("from", "First year", (year) => Math.min(year, state.to)), range("to", "Last year", (year) => Math.max(year, state.from))), play));
  }
  const met = Object.entries(sides).filter(([side]) => numbers.some((at) => papers[at].sides.includes(side)));
  if (met.length > 1) {
    parts.push(choice("side", "Published", [["", "at any time"], ...met.map(([side, text]) => [side, text, (paper) => paper.sides.includes(side)])]));
  }
  const abroad = countries.filter(([code]) => code !== "KP");
  if (abroad.length > 1) {
    parts.push(choice("country", "With", [["", "all countries"], ...abroad.map(([code, name]) => [code, name, (paper) => paper.countries.includes(code)])]));
  }
  const letters = Object.entries(data.letters).filter(([letter]) => numbers.some((at) => papers[at].lists.includes(letter)));
  if (letters.length > 1) {
    parts.push(choice("list", "Listed on", [["", "any list, or none"], ...letters.map(([letter, name]) => [letter, `${letter}: ${name}`, (paper) => paper.lists.includes(letter)])]));
  }
  if (most > 1) {
    controls.least = el("input", { type: "number", min: 1, max: most, step: 1, oninput: ({ target }) => set({ least: Math.max(1, Math.min(most, Math.round(Number(target.value)) || 1)) }) });
    parts.push(field("Papers at least", controls.least, "filter-least"));
  }
  if (data.edges.some(({ line }) => line === "MAY_TARGET")) {
    parts.push(choice("links", "Links of entries", [["probable", "certain and probable"], ["strict", "certain only"]]));
  }
  if (!parts.length) return;
  bar.append(...parts, el("span", { class: "field outcome" }, status, reset));
  bar.hidden = false;

  // What a link asks for, as far as it is on offer.
  const wanted = {};
  for (const [name, control] of Object.entries(controls)) {
    const given = address.get(name);
    if (given === null) continue;
    if (control instanceof HTMLSelectElement) { if (Array.from(control.options).some(({ value }) => value === given)) wanted[name] = given; }
    else if (/^\d{1,5}$/.test(given)) wanted[name] = Math.max(Number(control.min), Math.min(Number(control.max), Number(given)));
  }
  if ((wanted.from ?? first) > (wanted.to ?? last)) delete wanted.from;
  rows.onpick(apply);
  set(wanted);
})();
