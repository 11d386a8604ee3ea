"use strict";
// The picture itself: drawing, zooming, selecting.
(() => {
  const { data, el, draw, crowd, panel, bundles, theme, calm, address, fullTitle } = window.tiegraph;
  const stage = document.getElementById("stage");
  const tip = document.getElementById("tip");
  const MARGIN = 18, LARGEST = 1.15, TALLEST = 1250, LOWEST = 300;
  // Recolouring each edge is worth its time up to here.
  const FEW_EDGES = 1500;
  // With more edges than this a picture of marks is drawn by crowd.js.
  const CROWD = 400;

  const measure = () => {
    const frames = [...(only ? [] : data.bands.map((b) => [b.x, b.y, b.x + b.w, b.y + b.h])), ...(only ? inView.filter(({ id, hidden }) => only.has(id) && !hidden) : inView).map((n) => [n.x - n.w / 2 - 12, n.y - n.h / 2 - 14, n.x + n.w / 2 + 12, n.y + n.h / 2 + (n.lines >= 0 ? 12 : 24)])];
    const edge = (at, pick) => frames.reduce((best, frame) => pick(best, frame[at]), frames[0][at]);
    const [left, top, right, bottom] = [edge(0, Math.min), edge(1, Math.min), edge(2, Math.max), edge(3, Math.max)];
    return { x: (left + right) / 2, y: (top + bottom) / 2, width: right - left, height: bottom - top };
  };

  // Several pictures of the same; where no places are given, they are the nodes' own.
  const place = ({ x, y, w, h, lines }) => ({ x, y, w, h, lines });
  const { first, all: pictures } = data.pictures;
  const placesOf = (nodes) => Object.fromEntries(nodes.map((node) => [node.id, place(node)]));
  pictures.papers.places = placesOf(data.nodes.filter(({ id, bundle }) => id < data.real || bundle));
  if (pictures.groups) pictures.groups.places = placesOf(data.nodes.filter(({ id, bundle }) => id >= data.real && !bundle));
  let view = null, inView = [], edgesInView = [], bounds = null, crowded = false;

  const edgeColour = (edge) => {
    const line = data.lines[edge.line][theme.name];
    const focus = draw.state.focus;
    const out = focus && !(focus.has(edge.from) && focus.has(edge.to));
    return { color: line, highlight: line, hover: line, opacity: out ? 0.12 : view === "years" && !focus ? 0.35 : 0.85 };
  };
  // The mark on an edge, such as "?", in the colours of the theme.
  const edgeFont = () => ({ size: 17, color: draw.state.colours.ink, strokeColor: draw.state.colours.card, strokeWidth: 5, align: "horizontal" });
  const drawnNode = ({ id, x, y, w, h, hidden }) => ({
    id, x, y, hidden: Boolean(hidden), shape: "custom", size: Math.max(w, h) / 2,
    ctxRenderer: ({ ctx, x: cx, y: cy, state }) => ({
      drawNode() { draw.paint(ctx, data.nodes[id], cx, cy, state.hover); },
      nodeDimensions: { width: w, height: h },
    }),
  });
  // Of the ties of groups only the heaviest say their number, or there would be more numbers than lines to be seen.
  const told = new Set(data.edges.filter(({ count }) => count).sort((a, b) => b.count - a.count || a.id - b.id).slice(0, 14));
  const bundle = (edge) => ({ label: edge.count && !told.has(edge) ? undefined : String(edge.papers ? edge.papers.filter((at) => !data.nodes[at].hidden).length : edge.count), width: draw.thickness(edge) });
  const drawnEdge = (edge) => {
    const { line, papers, ...given } = edge;
    const made = { ...given, hidden: Boolean(edge.hidden), color: edgeColour(edge) };
    if (papers || edge.count) Object.assign(made, bundle(edge), pictures[view].layout === "columns" ? { smooth: { enabled: true, type: "cubicBezier", forceDirection: "horizontal", roundness: 0.45 } } : {});
    if (made.label) made.font = edgeFont();
    return made;
  };
  let nodes = new vis.DataSet(), edges = new vis.DataSet();
  const coarse = matchMedia("(pointer: coarse)").matches;
  const options = { ...data.options, interaction: { ...data.options.interaction, zoomView: coarse } };

  // The height the picture wants at the width it has, or has while nothing is selected: the panel must not move the page.
  const setHeight = () => {
    const scale = Math.min(1, (stage.parentElement.clientWidth - 2 * MARGIN) / bounds.width);
    const most = inView.some((node) => node.lines >= 0) ? TALLEST : Math.max(480, innerHeight * 0.78);
    const height = `${Math.round(Math.min(most, Math.max(LOWEST, bounds.height * scale + 2 * MARGIN)))}px`;
    stage.style.height = height;
    stage.parentElement.style.setProperty("--stage", height);
  };
  stage.style.height = `${LOWEST}px`;
  const network = new vis.Network(stage, { nodes, edges }, options);
  stage.firstElementChild.tabIndex = -1;
  const views = document.getElementById("views"), hint = document.getElementById("view-hint");
  views.append(...Object.entries(pictures).map(([name, { title }]) => el("button", { type: "button", "data-view": name, onclick: () => lay(name) }, title)));
  views.hidden = views.childElementCount < 2;
  // The members of an opened group and what they are tied to; null: everything.
  let only = null, last = [null];
  const arrange = () => {
    const { bands, places } = bundles.arranged(pictures[view]);
    data.bands = bands;
    for (const [at, there] of Object.entries(places)) Object.assign(data.nodes[at], there);
    inView = data.nodes.filter((node) => node.id in places && !bundles.folded(node));
    const drawn = new Set(inView.map(({ id }) => id));
    edgesInView = data.edges.filter((edge) => drawn.has(edge.from) && drawn.has(edge.to) && (!edge.view || edge.view === view));
    draw.reset(inView, edgesInView);
    bounds = measure();
    setHeight();
    crowded = inView.every((node) => node.lines < 0) && edgesInView.length > CROWD;
    if (crowded) crowd.reset(inView, edgesInView);
    nodes = new vis.DataSet(inView.map(drawnNode));
    edges = new vis.DataSet(crowded ? [] : edgesInView.map(drawnEdge));
    network.setData({ nodes, edges });
    // vis-network learns a custom shape's size only after drawing it, and measures from its centre: tell it at once.
    for (const { id, x, y, w, h } of inView) {
      const shape = network.body.nodes[id].shape;
      if (crowded) Object.assign(shape, { left: x - w / 2, top: y - h / 2, width: w, height: h, resize: () => {} });
      else Object.assign(shape, { customSizeWidth: w, customSizeHeight: h, width: undefined });
      shape.boundingBox = { left: x - w / 2 - 14, right: x + w / 2 + 14, top: y - h / 2 - 14, bottom: y + h / 2 + 14 };
      shape.updateBoundingBox = () => {};
    }
    count();
    // The height is new; vis-network would notice only later, and fit the picture to the old one.
    network.canvas.setSize();
  };
  const lay = (name, opened = null) => {
    view = name;
    if (only || opened) { only = opened; show(...last); }
    arrange();
    fit(true);
    address.set({ view: name === first ? null : name, group: null });
    hint.textContent = pictures[name].hint || "";
    hint.hidden = !hint.textContent;
    for (const button of views.children) button.setAttribute("aria-pressed", String(button.dataset.view === name));
  };

  // Dragged, or zoomed a moment ago.
  let settle = null;
  const moving = () => network.renderer.dragging || settle !== null;
  network.on("beforeDrawing", (c) => {
    draw.state.scale = network.getScale();
    draw.bands(c);
    if (crowded) crowd.drawEdges(c, network, moving());
  });
  network.on("afterDrawing", (c) => draw.names(c, network, moving()));
  const drawNodes = network.renderer._drawNodes.bind(network.renderer);
  network.renderer._drawNodes = (c, ...rest) => {
    if (!crowded) return drawNodes(c, ...rest);
    crowd.drawNodes(c, network);
    return { drawExternalLabels: null };
  };

  let fitted = true;
  const motion = () => (calm.matches ? false : { duration: 260, easingFunction: "easeInOutQuad" });
  const move = (position, scale, quick) => network.moveTo({ position, scale, animation: quick ? false : motion() });
  const fit = (quick) => {
    const { clientWidth: width, clientHeight: height } = stage;
    const scale = Math.min(LARGEST, (width - 2 * MARGIN) / bounds.width, (height - 2 * MARGIN) / bounds.height);
    fitted = true;
    // Made smaller by the panel, it stays at the top: there the eye was, and there the panel begins.
    const spare = panel.element.hidden ? 0 : Math.max(0, height - 2 * MARGIN - bounds.height * scale);
    move({ x: bounds.x, y: bounds.y + spare / 2 / scale }, Math.max(0.02, scale), quick === true);
  };
  // Zoom by a factor; what is at `spot` (in the stage) stays there.
  const zoom = (factor, spot) => {
    const before = network.getScale();
    const scale = Math.min(5, Math.max(0.02, before * factor));
    const centre = network.getViewPosition();
    const keep = spot ? network.DOMtoCanvas(spot) : centre;
    const share = 1 - before / scale;
    fitted = false;
    if (crowded) {
      clearTimeout(settle);
      settle = setTimeout(() => { settle = null; network.redraw(); }, 160);
    }
    move({ x: centre.x + (keep.x - centre.x) * share, y: centre.y + (keep.y - centre.y) * share }, scale, Boolean(spot));
  };
  // A scroll passes over the picture to the page; with Ctrl (or a pinch) it zooms.
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = stage.getBoundingClientRect();
    zoom(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0022)), { x: event.clientX - box.left, y: event.clientY - box.top });
  }, { passive: false });
  network.on("dragEnd", () => { fitted = false; });
  let width = stage.clientWidth;
  // At once, and not when vis-network notices: until then the old picture would stand there, squeezed. Who calls draws.
  const resize = () => {
    if (stage.clientWidth === width) return false;
    width = stage.clientWidth;
    const centre = network.getViewPosition(), scale = network.getScale();
    setHeight();
    network.canvas.setSize();
    if (fitted) fit(true);
    else move(centre, scale, true);
    return true;
  };
  new ResizeObserver(() => { if (resize()) network.redraw(); }).observe(stage);

  // What belongs to a node: its neighbours, the institutions at the other end of its papers, the lists of its entries.
  const circle = (at) => {
    const found = new Set([at]);
    for (const { from, to } of data.at[at]) {
      const other = from === at ? to : from;
      found.add(other);
      const onward = { paper: "LISTS", designation: "ON_LIST" }[data.nodes[other].kind];
      for (const far of onward ? data.at[other] : []) if (far.line.startsWith(onward)) found.add(far.to);
    }
    return found;
  };
  const focus = (set) => {
    draw.state.focus = set;
    if (!crowded && edgesInView.length <= FEW_EDGES) edges.update(edgesInView.map((edge) => ({ id: edge.id, color: edgeColour(edge), ...(edge.label || edge.papers ? { font: edgeFont() } : {}) })));
    network.redraw();
  };
  // How many of a band's nodes are shown.
  const count = () => {
    for (const band of data.bands) {
      const inside = inView.filter(({ x, y }) => x > band.x && x < band.x + band.w && y > band.y && y < band.y + band.h);
      const counted = inside.flatMap((node) => (node.bundle ? node.members.map((member) => data.nodes[member]) : [node]));
      band.count = counted.length;
      band.shown = counted.filter(({ hidden }) => !hidden).length;
    }
  };
  // Show only these nodes, and not the edges of these lines; null: everything.
  const show = (set, without = new Set()) => {
    last = [set, without];
    const changed = (item, hidden) => Boolean(item.hidden) !== hidden && ((item.hidden = hidden), true);
    const gone = (at) => (at < data.real ? Boolean(only && !only.has(at)) || Boolean(set && !set.has(at)) : data.nodes[at].members.length > 0 && data.nodes[at].members.every(gone));
    const moved = data.nodes.filter((node) => changed(node, gone(node.id)));
    const turned = data.edges.filter((edge) => changed(edge, gone(edge.from) || gone(edge.to) || without.has(edge.line) || Boolean(edge.papers?.every(gone))) || edge.papers);
    if (crowded) crowd.reset(inView, edgesInView);
    nodes.update(moved.filter(({ id }) => nodes.get(id)).map(({ id, hidden }) => ({ id, hidden })));
    edges.update(turned.filter(({ id }) => edges.get(id)).map((edge) => ({ id: edge.id, hidden: edge.hidden, ...(edge.papers ? bundle(edge) : {}) })));
    count();
    network.redraw();
  };
  // Show a group from inside: its members and what they are tied to, in the picture of everything.
  const open = (id) => {
    const { members, label } = data.nodes[id];
    const real = (at) => at < data.real;
    select(null);
    lay("papers", new Set([...members, ...members.flatMap((at) => data.at[at].flatMap(({ from, to }) => [from, to])).filter(real)]));
    hint.replaceChildren(`Shows ${label}: ${members.length.toLocaleString("en")} members and what they are tied to. `, el("button", { type: "button", onclick: () => lay("groups") }, "Back to all groups"));
    hint.hidden = false;
    address.set({ group: data.ids[id] });
  };
  // Show the members of a bundle of authors one by one, or fold them again; what is seen stays, unless everything is.
  const unfold = (bundle, whether = true) => {
    if (bundles.isOpen(bundle) === whether) return;
    const was = fitted ? null : [network.getViewPosition(), network.getScale()];
    (whether ? bundles.open : bundles.close)(bundle);
    arrange();
    if (was) move(...was, true);
    else fit(true);
  };
  // Keep a node clear of the edge of the stage.
  const reveal = (at) => {
    const node = data.nodes[at];
    if (!inView.includes(node)) return;
    const spot = network.canvasToDOM({ x: node.x, y: node.y });
    const scale = network.getScale();
    const halfW = (node.w / 2) * scale + 24, halfH = (node.h / 2) * scale + 24;
    const within = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));
    const x = within(spot.x, halfW, stage.clientWidth - halfW);
    const y = within(spot.y, halfH, stage.clientHeight - halfH);
    if (x === spot.x && y === spot.y) return;
    const centre = network.getViewPosition();
    move({ x: centre.x - (x - spot.x) / scale, y: centre.y - (y - spot.y) / scale }, scale);
  };

  const select = (at, { read = false, keep = false } = {}) => {
    tip.hidden = true;
    draw.state.selected = at;
    if (at === null) {
      network.unselectAll();
      panel.close();
      resize();
      focus(null);
      address.set({ node: null });
      return;
    }
    network.unselectAll();
    const bundle = bundles.of(at);
    if (bundle && view === "papers") unfold(bundle);
    panel.node(at);
    resize();
    focus(keep && draw.state.focus ? draw.state.focus : circle(at));
    reveal(at);
    address.set({ node: data.ids[at] });
    if (read) panel.read();
  };
  const selectEdge = (id) => {
    const edge = data.edges[id];
    draw.state.selected = null;
    panel.edge(id);
    resize();
    focus(new Set([edge.from, edge.to]));
  };
  network.on("click", ({ nodes: [node], edges: [listed], pointer }) => {
    const edge = crowded && node === undefined ? crowd.edgeAt(pointer.canvas) ?? undefined : listed;
    if (node !== undefined) select(node);
    else if (edge !== undefined) selectEdge(edge);
    else select(null);
  });

  const tell = (spot, text, small) => {
    tip.replaceChildren(el("span", { dir: "auto" }, text), small ? el("small", { dir: "auto" }, small) : "");
    tip.hidden = false;
    tip.style.left = `${Math.max(4, Math.min(spot.x + 14, stage.clientWidth - tip.offsetWidth - 8))}px`;
    tip.style.top = `${spot.y + 18 + tip.offsetHeight > stage.clientHeight ? spot.y - tip.offsetHeight - 8 : spot.y + 16}px`;
  };
  network.on("hoverNode", ({ node, pointer }) => {
    stage.classList.add("over");
    draw.state.hovered = node;
    const { lead, sub } = data.nodes[node];
    tell(pointer.DOM, fullTitle(node), [lead, sub].filter(Boolean).join(" · "));
  });
  network.on("hoverEdge", ({ edge, pointer }) => { stage.classList.add("over"); tell(pointer.DOM, data.lines[data.edges[edge].line].meaning); });
  const leave = () => { draw.state.hovered = null; stage.classList.remove("over"); tip.hidden = true; };
  for (const event of ["blurNode", "blurEdge", "dragStart", "zoom"]) network.on(event, leave);
  stage.addEventListener("mouseleave", leave);

  // The nearest node in a direction: what lies ahead counts for less than what lies aside.
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  const seen = () => inView.filter((node) => !node.hidden);
  const step = ([dx, dy]) => {
    if (!seen().length) return;
    const from = data.nodes[draw.state.selected];
    if (!seen().includes(from)) return select(seen().reduce((best, node) => (node.x < best.x || (node.x === best.x && node.y < best.y) ? node : best)).id);
    let best = null, least = Infinity;
    for (const node of seen()) {
      const ahead = (node.x - from.x) * dx + (node.y - from.y) * dy;
      const aside = Math.abs((node.x - from.x) * dy) + Math.abs((node.y - from.y) * dx);
      if (node.id !== from.id && ahead > 1 && ahead + 2.5 * aside < least) { best = node.id; least = ahead + 2.5 * aside; }
    }
    if (best !== null) select(best);
  };
  stage.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (directions[event.key]) step(directions[event.key]);
    else if (event.key === "Enter") panel.read();
    else if (event.key === "0") fit();
    else if (event.key === "+" || event.key === "=") zoom(1.25);
    else if (event.key === "-") zoom(0.8);
    else return;
    event.preventDefault();
  });

  const recolour = () => { draw.recolour(); focus(draw.state.focus); };
  // Index of a node by its id in the graph, or undefined.
  const places = new Map(data.ids.map((id, at) => [id, at]));
  const asked = address.get("view"), group = places.get(address.get("group"));
  lay(pictures[asked] ? asked : first);
  if (data.nodes[group]?.members && !data.nodes[group].bundle) open(group);
  draw.recolour();
  Object.assign(window.tiegraph, { network, lay, open, unfold, view: () => view, drawn: () => inView.map(({ id }) => id), bounds: () => bounds, select, selectEdge, show, focus, fit, zoom, recolour, reveal, find: (id) => places.get(id) });
})();
