"use strict";
// Authors gathered into bundles (viz/bundles.py): where everything stands once some of them are unfolded.
(() => {
  const { data } = window.tiegraph;
  const TALLEST = 14, GAP = 8, GOLDEN = Math.PI * (3 - Math.sqrt(5));
  const bundles = data.nodes.filter(({ bundle }) => bundle);
  const of = new Map(bundles.flatMap((bundle) => bundle.members.map((member) => [member, bundle])));
  const open = new Set();

  // Members of marks stand around the middle, as the seeds of a sunflower do; the rest stays where it is.
  const around = (bundle, places) => bundle.members.forEach((member, at) => {
    const reach = 15 * Math.sqrt(at + 0.6);
    Object.assign(places[member], { x: places[bundle.id].x + reach * Math.cos(at * GOLDEN), y: places[bundle.id].y + reach * Math.sin(at * GOLDEN) });
  });
  // Cards take the bundle's place in columns. What stands right of it or beneath makes room: nothing comes to overlap, as
  // in each direction the order stays and distances only grow.
  const beneath = (bundle, places, bands) => {
    const { x, y, w, h } = places[bundle.id];
    const inside = bundle.members.map((member) => places[member]);
    const wide = Math.max(...inside.map((card) => card.w)), high = Math.max(...inside.map((card) => card.h));
    const across = Math.ceil(inside.length / TALLEST), down = Math.ceil(inside.length / across);
    const right = Math.max(0, across * (wide + GAP) - GAP - w), lower = Math.max(0, down * (high + GAP) - GAP - h);
    const members = new Set(inside);
    for (const card of Object.values(places)) {
      if (members.has(card)) continue;
      if (card.x > x) card.x += right;
      if (card.y > y) card.y += lower;
    }
    for (const band of bands) {
      if (band.x > x) band.x += right; else if (band.x + band.w > x) band.w += right;
      if (band.y > y) band.y += lower; else if (band.y + band.h > y) band.h += lower;
    }
    inside.forEach((card, at) => Object.assign(card, {
      x: x - w / 2 + wide / 2 + (at % across) * (wide + GAP), y: y - h / 2 + high / 2 + Math.floor(at / across) * (high + GAP),
    }));
  };
  // A picture's places and bands with what is open unfolded.
  const arranged = ({ places, bands }) => {
    if (!open.size) return { places, bands };
    const moved = Object.fromEntries(Object.entries(places).map(([at, there]) => [at, { ...there }]));
    const wider = bands.map((band) => ({ ...band }));
    for (const bundle of open) (bundle.lines < 0 ? around(bundle, moved) : beneath(bundle, moved, wider));
    return { places: moved, bands: wider };
  };

  Object.assign(window.tiegraph, { bundles: {
    of: (at) => of.get(at),
    open: (bundle) => open.add(bundle),
    close: (bundle) => open.delete(bundle),
    isOpen: (bundle) => open.has(bundle),
    // Whether a node is not drawn, as its bundle stands for it, or it is a bundle whose members do.
    folded: (node) => (node.bundle ? open.has(node) : of.has(node.id) && !open.has(of.get(node.id))),
    arranged,
  } });
})();
