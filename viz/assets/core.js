"use strict";
// What every part needs: the data, elements built without markup, the theme.
window.tiegraph = (() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const data = read("beside");
  data.nodes = read("nodes");
  data.edges = read("edges");
  data.options = read("options");

  // Lines that stand for papers are edges like the others, after them.
  data.own = data.edges.length;
  for (const [from, to, papers] of data.folded?.lines || []) {
    const years = papers.flatMap((at) => data.filters.papers[at].years || []);
    const [first, last] = [Math.min(...years), Math.max(...years)];
    data.edges.push({ id: data.edges.length, from, to, line: "SHARED", papers });
    data.edgeFacts.push([["text", "Papers", String(papers.length)], ...(years.length ? [["text", "Published", first === last ? String(first) : `${first} to ${last}`]] : [])]);
  }

  // Edges at each node, in both directions.
  data.at = data.nodes.map(() => []);
  for (const edge of data.edges) {
    data.at[edge.from].push(edge);
    if (edge.to !== edge.from) data.at[edge.to].push(edge);
  }

  // The only way text gets into this page: as text.
  const el = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name === "class") made.className = value;
      else made.setAttribute(name, value);
    }
    made.append(...children.filter((child) => child !== null && child !== undefined));
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
      history.replaceState(null, "", location.pathname + location.search + (String(now) ? `#${now}` : ""));
    },
  };

  const fullTitle = (at) => data.titles[at] || data.nodes[at].label;

  return { data, el, theme, prefersDark, calm, save, stem, address, fullTitle };
})();
