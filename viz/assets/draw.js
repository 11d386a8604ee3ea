"use strict";
// How nodes, bands and the legend are painted. Sizes and places come from the page's data.
(() => {
  const { data, theme, el } = window.tiegraph;
  const FAMILY = theme.colour("--sans");
  const font = (size, weight) => `${weight || 400} ${size}px ${FAMILY}`;
  const MAIN = 12.5, SUB = 10.5, LINE = 15, SIDE = 13, LEAD = 40, PADDING = 7;
  // A text smaller than this on the screen is noise.
  const LEGIBLE = 4.5;

  const palette = () => ({
    name: theme.name,
    ink: theme.name === "dark" ? "#f4f6f8" : "#10161c",
    soft: theme.name === "dark" ? "#a6b1bd" : "#55606c",
    card: theme.name === "dark" ? "#1a2027" : "#ffffff",
    band: theme.name === "dark" ? "#20272f" : "#f5f6f8",
    accent: theme.name === "dark" ? "#7cc4f5" : "#0b5c94",
  });
  const state = { colours: palette(), focus: null, selected: null, hovered: null, scale: 1 };

  const outlines = {
    rounded(c, x, y, w, h) { c.roundRect(x, y, w, h, Math.min(7, h / 3)); },
    pill(c, x, y, w, h) { c.roundRect(x, y, w, h, h / 2); },
    double(c, x, y, w, h) { c.rect(x, y, w, h); },
    note(c, x, y, w, h) {
      const k = Math.min(9, h / 4);
      c.moveTo(x, y); c.lineTo(x + w, y); c.lineTo(x + w, y + h); c.lineTo(x + 2.6 * k, y + h);
      c.lineTo(x + 1.3 * k, y + h + k * 0.9); c.lineTo(x + 1.3 * k, y + h); c.lineTo(x, y + h); c.closePath();
    },
    hexagon(c, x, y, w, h) {
      const k = Math.min(11, h / 2, w / 3);
      c.moveTo(x + k, y); c.lineTo(x + w - k, y); c.lineTo(x + w, y + h / 2); c.lineTo(x + w - k, y + h);
      c.lineTo(x + k, y + h); c.lineTo(x, y + h / 2); c.closePath();
    },
    sheet(c, x, y, w, h) {
      const k = Math.min(9, h / 3);
      c.moveTo(x, y); c.lineTo(x + w - k, y); c.lineTo(x + w, y + k); c.lineTo(x + w, y + h); c.lineTo(x, y + h);
      c.closePath();
    },
    tag(c, x, y, w, h) {
      const k = Math.min(9, h / 3, w / 3);
      c.moveTo(x, y); c.lineTo(x + w - k, y); c.lineTo(x + w, y + h / 2); c.lineTo(x + w - k, y + h); c.lineTo(x, y + h);
      c.closePath();
    },
    cut(c, x, y, w, h) {
      const k = Math.min(8, h / 4);
      c.moveTo(x + k, y); c.lineTo(x + w - k, y); c.lineTo(x + w, y + k); c.lineTo(x + w, y + h - k);
      c.lineTo(x + w - k, y + h); c.lineTo(x + k, y + h); c.lineTo(x, y + h - k); c.lineTo(x, y + k); c.closePath();
    },
  };
  // Adds to the path that is being made; `trace` begins one.
  const outline = (c, name, x, y, w, h) => (outlines[name] || outlines.rounded)(c, x, y, w, h);
  const trace = (c, name, x, y, w, h) => { c.beginPath(); outline(c, name, x, y, w, h); };
  // A line that stands for papers is as thick as they are many, by area rather than by width.
  const heaviest = data.edges.reduce((most, { count = 0 }) => Math.max(most, count), 0);
  const thickness = ({ papers, count, width }) => {
    // Ties of groups differ by hundreds: the heaviest gives the measure.
    if (count) return 0.7 + (9 * count) / heaviest;
    return papers ? Math.min(14, 1.2 + 1.5 * Math.sqrt(papers.filter((at) => !data.nodes[at].hidden).length)) : width || 1.4;
  };

  // Text to at most `most` lines of `room` units; words that are too long are broken, what is left over is cut.
  const wrap = (c, text, room, most) => {
    const lines = [];
    let line = "";
    const push = (piece) => { lines.push(piece); return lines.length < most; };
    for (const word of text.split(/\s+/)) {
      const tried = line ? `${line} ${word}` : word;
      if (c.measureText(tried).width <= room) { line = tried; continue; }
      if (line && c.measureText(word).width <= room) { if (!push(line)) return cut(c, lines, room); line = word; continue; }
      line = line ? `${line} ` : "";
      for (const character of word) {
        if (c.measureText(line + character).width > room) { if (!push(line.trimEnd())) return cut(c, lines, room); line = ""; }
        line += character;
      }
    }
    if (line) lines.push(line);
    return lines;
  };
  const shorten = (c, text, room) => {
    if (c.measureText(text).width <= room) return text;
    const characters = Array.from(text);
    while (characters.length && c.measureText(`${characters.join("")}…`).width > room) characters.pop();
    return `${characters.join("").trimEnd()}…`;
  };
  const cut = (c, lines, room) => { lines[lines.length - 1] = shorten(c, `${lines[lines.length - 1]} …`, room).replace(/ …$/, "…"); return lines; };

  let wrapped = new Map();
  const textOf = (c, node) => {
    if (!wrapped.has(node.id)) {
      const room = node.w - 2 * SIDE - (node.lead ? LEAD : 0);
      c.font = font(MAIN);
      const main = wrap(c, node.label, room, node.lines);
      c.font = font(SUB);
      wrapped.set(node.id, { main, sub: node.sub ? shorten(c, node.sub, node.w - 2 * SIDE) : "" });
    }
    return wrapped.get(node.id);
  };

  // The letters of the lists at the upper right corner.
  const badge = (c, letters, x, y, colours) => {
    const shown = letters.slice(0, 3).join("") + (letters.length > 3 ? "+" : "");
    c.font = font(11, 700);
    const w = Math.max(18, c.measureText(shown).width + 10);
    c.beginPath();
    c.roundRect(x - w + 7, y - 9, w, 18, 9);
    c.fillStyle = colours.ink;
    c.fill();
    c.lineWidth = 1.5;
    c.strokeStyle = colours.card;
    c.stroke();
    c.fillStyle = colours.card;
    c.textAlign = "center";
    c.textBaseline = "middle";
    c.fillText(shown, x - w / 2 + 7, y + 0.5);
  };

  // Whether a node, or one that it stands for, is in what the eye is led to.
  const lit = ({ id, members }) => !state.focus || state.focus.has(id) || Boolean(members?.some((member) => state.focus.has(member)));

  const paint = (c, node, x, y, hover) => {
    const colours = state.colours;
    const look = data.looks[node.kind];
    const [fill, border, text] = look[colours.name];
    const left = x - node.w / 2, top = y - node.h / 2;
    const faded = !lit(node);
    const card = node.lines >= 0;
    if (node.bundle) {
      // Two more behind it: there are several.
      c.strokeStyle = border; c.fillStyle = colours.card; c.lineWidth = 1.2; c.globalAlpha = faded ? 0.28 : 1;
      for (const back of card ? [7, 3.5] : [5, 2.5]) { trace(c, look.outline, left + back, top + back, node.w, node.h); c.fill(); c.stroke(); }
      c.globalAlpha = 1;
    }
    // Faded cards still cover the edges behind them.
    trace(c, look.outline, left, top, node.w, node.h);
    if (faded) { c.fillStyle = colours.card; c.fill(); c.globalAlpha = 0.28; }
    if (node.id === state.selected) {
      c.strokeStyle = colours.accent; c.lineWidth = node.listed ? 15 : 9; c.globalAlpha = 0.45; c.stroke(); c.globalAlpha = 1;
    }
    if (node.listed) {
      // A thick ring around the outline, with a gap: not a matter of colour.
      c.lineWidth = card ? 9.5 : 7; c.strokeStyle = colours.ink; c.stroke();
      c.lineWidth = card ? 4.5 : 3; c.strokeStyle = colours.card; c.stroke();
    }
    c.fillStyle = fill; c.fill();
    c.lineWidth = hover ? 2.4 : 1.5; c.strokeStyle = border; c.stroke();
    if (look.outline === "double") {
      const inset = card ? 3.5 : 3;
      c.lineWidth = 1; c.strokeRect(left + inset, top + inset, node.w - 2 * inset, node.h - 2 * inset);
    }
    if (look.outline === "sheet" && card) {
      const k = Math.min(9, node.h / 3);
      c.beginPath(); c.moveTo(left + node.w - k, top); c.lineTo(left + node.w - k, top + k); c.lineTo(left + node.w, top + k);
      c.lineWidth = 1; c.stroke();
    }
    if (card && MAIN * state.scale >= LEGIBLE) write(c, node, x, y, text);
    if (node.listed && (card || state.scale > 0.7)) badge(c, node.listed, left + node.w, top, colours);
    else if (node.letter && card) badge(c, [node.letter], left + node.w, top, colours);
    c.globalAlpha = 1;
  };

  const write = (c, node, x, y, colour) => {
    const left = x - node.w / 2, top = y - node.h / 2;
    c.fillStyle = colour;
    c.textBaseline = "middle";
    if (!node.lines) {
      c.textAlign = "center"; c.font = font(11.5, 600); c.fillText(node.lead || "", x, y + 0.5);
      if (node.retracted) strike(c, x, y, 30);
      return;
    }
    const { main, sub } = textOf(c, node);
    const height = main.length * LINE + (sub ? 13 : 0);
    let line = y - height / 2 + LINE / 2;
    if (node.lead) {
      c.textAlign = "left"; c.font = font(12, 650);
      c.fillText(node.lead, left + SIDE - 2, top + PADDING + LINE / 2 + (node.h - 2 * PADDING - height) / 2);
    }
    c.font = font(MAIN);
    c.textAlign = node.lead ? "left" : "center";
    const at = node.lead ? left + SIDE + LEAD - 4 : x;
    for (const piece of main) {
      c.fillText(piece, at, line);
      if (node.retracted) strike(c, at + c.measureText(piece).width / 2, line, c.measureText(piece).width);
      line += LINE;
    }
    if (sub) {
      c.font = font(SUB);
      c.globalAlpha *= 0.86;
      c.fillText(sub, x, line - 1.5);
    }
  };
  const strike = (c, x, y, w) => {
    c.strokeStyle = c.fillStyle; c.lineWidth = 1.2; c.beginPath(); c.moveTo(x - w / 2, y); c.lineTo(x + w / 2, y); c.stroke();
  };

  // Behind everything: one titled area a column or row.
  const bands = (c) => {
    const colours = state.colours;
    for (const band of data.bands) {
      c.beginPath(); c.roundRect(band.x, band.y, band.w, band.h, 10);
      c.fillStyle = colours.band; c.fill();
      const size = Math.min(19, Math.max(13, 10.5 / state.scale));
      c.font = font(size, 650);
      c.fillStyle = colours.soft; c.textBaseline = "middle";
      // A row's title stands at its left end, where fewer edges pass.
      const row = band.w > 2 * band.h;
      c.textAlign = row ? "left" : "center";
      const count = band.shown === undefined || band.shown === band.count ? band.count : `${band.shown} of ${band.count}`;
      const full = `${band.title} · ${count}`;
      const title = /^\d{4}$/.test(band.title) && c.measureText(full).width > band.w - 12 ? band.title : full;
      c.fillText(shorten(c, title, band.w - 8), row ? band.x + 14 : band.x + band.w / 2, band.y + 18);
    }
  };

  // Names beside marks, the more important first, none over another; as many as the zoom leaves room for.
  const AFAR = 0.32;
  let marks = [], bodies = [], looks = new Set(), lines = new Set(), sized = false;
  const rank = (node) => (node.listed ? 1000 : 0) + (node.kind === "dprk" ? 1000 : 0) + data.at[node.id].length;
  // What the picture is of: called before the first drawing, and when another is laid out.
  const reset = (nodes, edges) => {
    wrapped = new Map();
    marks = nodes.filter((node) => node.lines < 0).sort((a, b) => rank(b) - rank(a) || a.id - b.id);
    bodies = marks.filter(({ kind }) => kind === "institution" || kind === "dprk");
    looks = new Set(nodes.map(({ kind }) => kind));
    lines = new Set(edges.map(({ line }) => line));
    sized = new Set(nodes.filter(({ kind }) => kind === "institution" || kind === "dprk").map(({ w }) => w)).size > 1;
    legend();
  };
  // While the picture moves, the names that stood there before move with it.
  let placed = [];
  const widths = new Map();
  const names = (c, network, moving) => {
    if (!marks.length) return;
    const colours = state.colours, size = 11 / state.scale, cell = 40;
    c.font = font(size); c.textAlign = "center"; c.textBaseline = "top";
    const write = ({ label, x, top }) => {
      c.lineWidth = 3 / state.scale; c.strokeStyle = colours.card; c.lineJoin = "round";
      c.strokeText(label, x, top); c.fillStyle = colours.ink; c.fillText(label, x, top);
    };
    if (moving && placed.scale === state.scale) { placed.forEach(write); return; }
    placed = Object.assign([], { scale: state.scale });
    const taken = new Set();
    const { clientWidth: width, clientHeight: height } = c instanceof CanvasRenderingContext2D ? network.canvas.frame.canvas : c.canvas;
    const first = marks.filter((node) => node.id === state.selected || (state.focus && state.focus.has(node.id)));
    // From afar the names of institutions say where one is, those of papers and people do not.
    const rest = state.focus ? [] : state.scale < AFAR && bodies.length ? bodies : marks;
    for (const node of [...first, ...rest].slice(0, 4000)) {
      if (node.hidden) continue;
      const spot = network.canvasToDOM({ x: node.x, y: node.y });
      if (spot.x < 0 || spot.y < 0 || spot.x > width || spot.y > height) continue;
      const label = node.label.length > 34 ? `${node.label.slice(0, 33)}…` : node.label;
      if (!widths.has(node.id)) widths.set(node.id, c.measureText(label).width * state.scale);
      const half = widths.get(node.id) / 2, y = spot.y + (node.h / 2 + 1) * state.scale + 2;
      const cells = [];
      for (let i = Math.floor((spot.x - half) / cell); i <= Math.floor((spot.x + half) / cell); i++) {
        for (let j = Math.floor(y / 16); j <= Math.floor((y + 13) / 16); j++) cells.push(`${i},${j}`);
      }
      if (cells.some((key) => taken.has(key))) continue;
      for (const key of cells) taken.add(key);
      placed.push({ label, x: node.x, top: node.y + node.h / 2 + 1 + 2 / state.scale });
      write(placed.at(-1));
    }
  };

  // A small canvas with one painted example.
  const sample = (width, height, paintIt) => {
    const ratio = Math.max(1, devicePixelRatio || 1);
    const canvas = el("canvas", { width: width * ratio, height: height * ratio, "aria-hidden": "true" });
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const c = canvas.getContext("2d");
    c.scale(ratio, ratio);
    paintIt(c);
    return canvas;
  };
  const legend = () => {
    const colours = state.colours;
    const entry = (canvas, text) => el("li", {}, canvas, text);
    const shapes = Object.entries(data.looks).filter(([kind]) => looks.has(kind)).map(([, look]) => entry(sample(34, 20, (c) => {
      trace(c, look.outline, 2, 2.5, 30, 14);
      c.fillStyle = look[colours.name][0]; c.fill(); c.lineWidth = 1.5; c.strokeStyle = look[colours.name][1]; c.stroke();
      if (look.outline === "double") { c.lineWidth = 1; c.strokeRect(4.5, 5, 25, 9); }
    }), look.one));
    if (data.nodes.some((node) => node.listed)) {
      shapes.push(entry(sample(34, 22, (c) => {
        trace(c, "rounded", 5, 5, 24, 12);
        c.lineWidth = 8; c.strokeStyle = colours.ink; c.stroke(); c.lineWidth = 4; c.strokeStyle = colours.card; c.stroke();
      }), "ring: on a list, now or earlier"));
    }
    if (sized) shapes.push(el("li", {}, "larger: on more of these papers"));
    for (const [letter, title] of Object.entries(data.letters)) {
      shapes.push(entry(sample(20, 20, (c) => badge(c, [letter], 12, 10, colours)), title));
    }
    const entries = Object.entries(data.lines).filter(([name]) => lines.has(name)).map(([, line]) => entry(sample(30, 12, (c) => {
      c.strokeStyle = line[colours.name]; c.lineWidth = 2.2; if (line.dashed) c.setLineDash([5, 4]);
      c.beginPath(); c.moveTo(1, 6); c.lineTo(29, 6); c.stroke();
      if (!line.mark) return;
      c.setLineDash([]); c.font = font(12); c.textAlign = "center"; c.textBaseline = "middle";
      c.lineWidth = 4; c.strokeStyle = colours.card; c.strokeText(line.mark, 15, 6.5); c.fillStyle = colours.ink; c.fillText(line.mark, 15, 6.5);
    }), line.meaning));
    if (data.nodes.some((node) => node.retracted)) entries.push(el("li", {}, "struck through: retracted"));
    document.getElementById("legend").replaceChildren(...shapes);
    document.getElementById("legend-lines").replaceChildren(...entries);
    document.getElementById("legend-lines").hidden = !entries.length;
  };

  const recolour = () => { state.colours = palette(); legend(); };
  Object.assign(window.tiegraph, { draw: { AFAR, state, lit, paint, outline, thickness, bands, names, reset, recolour, sample, trace, stage: document.getElementById("stage") } });
})();
