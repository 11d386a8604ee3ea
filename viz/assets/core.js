"use strict";
// What every part needs: the data, elements built without markup, the theme.
window.tiegraph = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("beside");
  // Undoes what viz/packing.py did.
  data.nodes = read("nodes").map((node, id) => ({ id, ...(node.lines === undefined ? { w: node.side ?? 14, h: node.side ?? 14, lines: -1 } : {}), ...node }));
  const packed = read("edges");
  data.edges = packed.from.map((from, id) => ({ id, from, to: packed.to[id], line: packed.lines[packed.line[id]], ...packed.more[id] }));
  let evidence = null;
  const factsOf = (what, at) => {
    // Only read when somebody asks: of large pictures it is most of the page.
    evidence = evidence || read("evidence");
    const { heads, words, facts } = evidence;
    const whole = { link: ([text, to]) => [text, Array.isArray(to) ? words[to[0]] + text.slice(to[1]) : to], quotes: ([text, remark]) => [text, words[remark]] };
    return (evidence[what][at] || []).map((fact) => {
      if (!Array.isArray(fact)) return facts[fact];
      const [form, heading] = heads[fact[0]];
      return [form, heading, whole[form] ? fact[1].map(whole[form]) : fact[1]];
    });
  };
  data.options = read("options");

  // Lines that stand for papers are edges like the others, after them.
  data.own = data.edges.length;
  for (const [from, to, papers] of data.pictures.all.lines?.lines || []) data.edges.push({ id: data.edges.length, from, to, line: "SHARED", papers, view: "lines" });
  // So do groups and their ties, after the nodes and edges of the graph.
  data.real = data.nodes.length;
  const { groups = [], ties = [], what = "" } = data.pictures.all.groups || {};
  for (const group of groups) { data.ids.push(`group:${data.nodes.length - data.real}`); data.nodes.push({ id: data.nodes.length, ...group }); }
  // Bundles of authors are nodes of the picture of everything.
  for (const [at, { ties: tied, ...bundle }] of (data.pictures.all.papers.bundles || []).entries()) {
    const id = data.nodes.length;
    data.ids.push(`bundle:${at}`);
    data.nodes.push({ id, kind: "author", bundle: true, ...bundle });
    for (const [to, line] of tied) data.edges.push({ id: data.edges.length, from: id, to, line, view: "papers" });
  }
  for (const [a, b, count] of ties) data.edges.push({ id: data.edges.length, from: data.real + a, to: data.real + b, line: "SHARED", count, view: "groups" });
  const sharedFacts = ({ papers }) => {
    const years = papers.flatMap((at) => data.filters.papers[at].years || []).sort((a, b) => a - b);
    const [first, last] = [years[0], years.at(-1)];
    return [["text", "Papers", String(papers.length)], ...(years.length ? [["text", "Published", first === last ? String(first) : `${first} to ${last}`]] : [])];
  };
  data.facts = (at) => factsOf("nodes", at);
  data.edgeFacts = (at) => {
    const edge = data.edges[at];
    if (edge.papers) return sharedFacts(edge);
    return edge.count ? [["text", what === "papers" ? "Papers" : "Edges", edge.count.toLocaleString("en")]] : factsOf("edges", at);
  };

  // Edges at each node, in both directions.
  data.at = data.nodes.map(() => []);
  for (const edge of data.edges) {
    data.at[edge.from].push(edge);
    if (edge.to !== edge.from) data.at[edge.to].push(edge);
  }

  // A word of thousands of characters may break every so often: to find where it fits takes a browser half a minute.
  const breakable = (child) => (typeof child === "string" && /\S{300}/.test(child)
    ? child.match(/[^]{1,100}/gu).flatMap((part, at) => (at ? [document.createElement("wbr"), part] : [part])) : [child]);
  // The only way text gets into this page: as text.
  const el = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name === "class") made.className = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined).flatMap(breakable));
    return made;
  };

  const prefersDark = matchMedia("(prefers-color-scheme: dark)");
  const root = document.documentElement;
  const theme = {
    forced: null,
    get name() {
      return this.forced || root.dataset.theme || (prefersDark.matches ? "dark" : "light");
    },
    colour(variable) {
      return getComputedStyle(root).getPropertyValue(variable).trim();
    },
  };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");

  const save = (name, blob) => {
    const address = URL.createObjectURL(blob);
    el("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  };
  // The page's own file name without its ending, for what is saved from it.
  const stem = () => decodeURIComponent(location.pathname.split("/").pop() || "").replace(/\.html?$/, "") || "tiegraph";

  // What is selected and filtered stands in the address after the #, so that a link leads to the same view.
  const address = {
    get: (name) => new URLSearchParams(location.hash.slice(1)).get(name),
    set(values) {
      const now = new URLSearchParams(location.hash.slice(1));
      for (const [name, value] of Object.entries(values)) {
        if (value === null) now.delete(name);
        else now.set(name, value);
      }
      // A page inside a frame without an address of its own, as in a notebook, has nowhere to keep its state.
      if (location.protocol === "about:") return;
      history.replaceState(null, "", location.pathname + location.search + (String(now) ? `#${now}` : ""));
    },
  };

  const fullTitle = (at) => data.titles[at] || data.nodes[at].label;

  return { data, el, theme, prefersDark, calm, save, stem, address, fullTitle };
})();
