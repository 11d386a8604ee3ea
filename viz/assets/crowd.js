"use strict";
// Pictures of many marks. vis-network keeps each edge as an object and draws it on its own; here edges stay plain data
// and both are drawn in batches, only what the window shows, and fewer edges while the picture moves.
(() => {
  const { data, draw, theme } = window.tiegraph;
  const BATCH = 300, WHILE_MOVING = 700, NEAR = 6, SQUARE = new Set(["rounded", "double", "note", "cut", "sheet"]);
  let nodes = [], edges = [], groups = [];

  const curve = (edge) => (edge.smooth ? (edge.smooth.type === "curvedCW" ? 1 : -1) * edge.smooth.roundness : 0);
  // The heaviest first, so that what is left while moving shows the structure.
  const reset = (inView, edgesInView) => {
    nodes = inView;
    const weight = (edge) => edge.papers?.length || edge.count || edge.width || 0;
    edges = [...edgesInView].sort((a, b) => weight(b) - weight(a) || ((a.id * 7919) % 10007) - ((b.id * 7919) % 10007));
    const byLook = new Map();
    for (const edge of edges) {
      edge.drawn = draw.thickness(edge);
      const key = `${edge.line} ${Math.round(edge.drawn)}`;
      if (!byLook.has(key)) byLook.set(key, []);
      byLook.get(key).push(edge);
    }
    groups = [...byLook.values()];
  };

  const seen = (c, network) => {
    const { clientWidth: width, clientHeight: height } = c instanceof CanvasRenderingContext2D ? network.canvas.frame.canvas : c.canvas;
    const a = network.canvas.DOMtoCanvas({ x: -20, y: -20 }), b = network.canvas.DOMtoCanvas({ x: width + 20, y: height + 20 });
    return [a.x, a.y, b.x, b.y];
  };

  const trace = (c, edge, from, to) => {
    if (from === to) { c.moveTo(from.x + from.w + 8, from.y - from.h); c.arc(from.x + from.w / 2, from.y - from.h, from.w / 2 + 8, 0, 2 * Math.PI); return; }
    c.moveTo(from.x, from.y);
    const bow = curve(edge);
    if (bow) c.quadraticCurveTo((from.x + to.x) / 2 - (to.y - from.y) * bow, (from.y + to.y) / 2 + (to.x - from.x) * bow, to.x, to.y);
    else c.lineTo(to.x, to.y);
  };
  const drawEdges = (c, network, moving) => {
    const [left, top, right, bottom] = seen(c, network);
    const { focus, colours } = draw.state;
    const share = moving ? Math.min(1, WHILE_MOVING / Math.max(1, edges.length)) : 1;
    c.save();
    for (const group of groups) {
      const look = data.lines[group[0].line];
      c.strokeStyle = look[colours.name];
      c.setLineDash(look.dashed ? [6, 5] : []);
      c.lineWidth = Math.max(group[0].drawn * (edges.length < 800 ? 1 : group[0].line === "SHARED" ? 0.4 : 0.6), 0.5 / draw.state.scale);
      for (const lit of focus ? [false, true] : [true]) {
        // Of many lines the thin ones recede, those of people most; coming closer brings them out.
        const line = group[0].line, many = Math.min(1, Math.sqrt(300 / edges.length));
        const near = 0.2 * Math.max(0, draw.state.scale - 0.25);
        const thin = edges.length < 800 ? 0.25 : line === "SHARED" ? 0.03 + near * many : Math.min(0.3, (line === "AUTHORED" ? 0.03 : 0.09) + near);
        const heavy = 0.13 * (group[0].drawn - 1.2) * many;
        c.globalAlpha = lit ? (focus ? 0.85 : Math.min(0.85, thin + heavy)) : 0.07;
        if (moving && !lit) continue;
        let waiting = 0;
        c.beginPath();
        for (const edge of group.slice(0, Math.ceil(group.length * (focus ? 1 : share)))) {
          if (edge.hidden || (focus && (focus.has(edge.from) && focus.has(edge.to)) !== lit)) continue;
          const from = data.nodes[edge.from], to = data.nodes[edge.to];
          if ((from.x < left && to.x < left) || (from.x > right && to.x > right) || (from.y < top && to.y < top) || (from.y > bottom && to.y > bottom)) continue;
          trace(c, edge, from, to);
          if (++waiting === BATCH) { c.stroke(); c.beginPath(); waiting = 0; }
        }
        if (waiting) c.stroke();
      }
    }
    c.restore();
  };

  // Seen from afar, institutions are what structure there is: larger, above papers and people.
  const MOST = 2.4, BODIES = new Set(["institution", "dprk"]);
  const ORDER = ["author", "paper", "other"];
  const swell = (kind) => (BODIES.has(kind) ? Math.max(1, Math.min(MOST, draw.AFAR / draw.state.scale)) : 1);
  // Marks of one kind in one path; those with something of their own (ring, letters, selection) one by one.
  const drawNodes = (c, network) => {
    const [left, top, right, bottom] = seen(c, network);
    const { focus, selected, hovered, colours } = draw.state;
    const plain = new Map(), own = [];
    for (const node of nodes) {
      if (node.hidden || node.x + node.w < left || node.x - node.w > right || node.y + node.h < top || node.y - node.h > bottom) continue;
      if (node.listed || node.bundle || node.id === selected || node.id === hovered || (focus && draw.lit(node))) own.push(node);
      else if (plain.has(node.kind)) plain.get(node.kind).push(node);
      else plain.set(node.kind, [node]);
    }
    c.save();
    c.globalAlpha = focus ? 0.22 : 1;
    c.setLineDash([]);
    const rank = ([kind]) => (ORDER.includes(kind) ? ORDER.indexOf(kind) : ORDER.length + (kind === "dprk"));
    for (const [kind, some] of [...plain].sort((a, b) => rank(a) - rank(b))) {
      const by = swell(kind);
      const look = data.looks[kind];
      [c.fillStyle, c.strokeStyle] = look[colours.name];
      c.lineWidth = 1.5;
      // Where a mark is a few pixels, its corners are not seen.
      const rough = draw.state.scale < 0.45 && SQUARE.has(look.outline);
      for (let start = 0; start < some.length; start += BATCH) {
        c.beginPath();
        for (const node of some.slice(start, start + BATCH)) {
          const { x, y } = node, w = node.w * by, h = node.h * by;
          if (rough) c.rect(x - w / 2, y - h / 2, w, h);
          else draw.outline(c, look.outline, x - w / 2, y - h / 2, w, h);
        }
        c.fill();
        c.stroke();
      }
    }
    c.restore();
    for (const node of own) draw.paint(c, node, node.x, node.y, node.id === hovered);
  };

  // The edge nearest to a place in the picture, or null.
  const edgeAt = ({ x, y }) => {
    let best = null, least = Math.max(NEAR, NEAR / draw.state.scale);
    const distance = (x1, y1, x2, y2) => {
      const dx = x2 - x1, dy = y2 - y1;
      const t = Math.max(0, Math.min(1, ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1)));
      return Math.hypot(x - x1 - t * dx, y - y1 - t * dy);
    };
    for (const edge of edges) {
      if (edge.hidden) continue;
      const a = data.nodes[edge.from], b = data.nodes[edge.to], bow = curve(edge);
      let far;
      if (a === b) far = Math.abs(Math.hypot(x - a.x - a.w / 2, y - a.y + a.h) - a.w / 2 - 8);
      else if (bow) {
        const cx = (a.x + b.x) / 2 - (b.y - a.y) * bow, cy = (a.y + b.y) / 2 + (b.x - a.x) * bow;
        const at = (t) => [(1 - t) ** 2 * a.x + 2 * t * (1 - t) * cx + t * t * b.x, (1 - t) ** 2 * a.y + 2 * t * (1 - t) * cy + t * t * b.y];
        far = Math.min(...Array.from({ length: 10 }, (_, i) => distance(...at(i / 10), ...at((i + 1) / 10))));
      } else far = distance(a.x, a.y, b.x, b.y);
      if (far < least) { best = edge.id; least = far; }
    }
    return best;
  };

  Object.assign(window.tiegraph, { crowd: { reset, drawEdges, drawNodes, edgeAt } });
})();
