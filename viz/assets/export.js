"use strict";
// Out of the page: the picture as SVG or PNG, the graph as JSON, the answer as a citation.
(() => {
  const { data, el, save, stem, network, draw, bounds: measured, fullTitle, SvgContext, xml } = window.tiegraph;
  const by = (id) => document.getElementById(id);
  const MARGIN = 18;
  const text = (selector) => document.querySelector(selector)?.textContent.trim() || "";
  const texts = (selector) => Array.from(document.querySelectorAll(selector), (item) => item.textContent.trim());

  // Let vis-network draw into another context than that of the canvas on the screen.
  const drawInto = (context, view, everything) => {
    const { canvas, body, renderer } = network;
    const before = { ...body.view, translation: { ...body.view.translation } };
    Object.assign(canvas, { getContext: () => context, setTransform: () => {} });
    // Else it leaves out what the window does not show.
    if (everything) canvas.DOMtoCanvas = ({ x }) => (x < 0 ? { x: -Infinity, y: -Infinity } : { x: Infinity, y: Infinity });
    Object.assign(body.view, view);
    try {
      renderer._redraw();
    } finally {
      for (const name of ["getContext", "setTransform", "DOMtoCanvas"]) delete canvas[name];
      Object.assign(body.view, before);
      network.redraw();
    }
  };

  const svg = () => {
    const bounds = measured();
    const [width, height] = [bounds.width + 2 * MARGIN, bounds.height + 2 * MARGIN].map(Math.ceil);
    const context = new SvgContext();
    context.canvas = { clientWidth: width, clientHeight: height };
    const translation = { x: MARGIN - bounds.x + bounds.width / 2, y: MARGIN - bounds.y + bounds.height / 2 };
    drawInto(context, { scale: 1, translation }, true);
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`
      + `<title>${xml(text("h1"))}</title><desc>${xml([...texts(".answer p"), ...texts("#limits li")].join("\n"))}</desc>`
      + `<rect width="100%" height="100%" fill="${draw.state.colours.card}"/>${context.parts.join("\n")}</svg>\n`;
  };

  const png = () => {
    const screen = by("stage").querySelector("canvas");
    const canvas = el("canvas", { width: 2 * screen.clientWidth, height: 2 * screen.clientHeight });
    const context = canvas.getContext("2d");
    context.fillStyle = draw.state.colours.card;
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(2, 2);
    // The page is cleared before it is drawn; ours has its colour already.
    context.clearRect = () => {};
    drawInto(context, {}, false);
    return canvas;
  };

  const graph = () => ({
    question: text("h1"),
    answer: texts(".answer p"),
    limits: texts("#limits li"),
    nodes: data.nodes.filter(({ id, hidden }) => id < data.real && !hidden).map(({ id, kind, listed }) => ({
      id: data.ids[id], kind, title: fullTitle(id), listed: (listed || []).map((letter) => data.letters[letter]),
      facts: data.facts(id).map(([, heading, value]) => ({ heading, value })),
    })),
    edges: data.edges.filter(({ hidden, view }) => !hidden && !view).map(({ id, from, to, line }) => ({
      from: data.ids[from], to: data.ids[to], relation: line,
      facts: data.edgeFacts(id).map(([, heading, value]) => ({ heading, value })),
    })),
  });

  const citation = () => `${text("h1")} ${text(".answer p")} ${texts("#limits div:first-child li").join(" ")} Made with tiegraph (${stem()}.html).`.replace(/\s+/g, " ");

  by("svg").addEventListener("click", () => save(`${stem()}.svg`, new Blob([svg()], { type: "image/svg+xml" })));
  by("png").addEventListener("click", () => png().toBlob((blob) => save(`${stem()}.png`, blob), "image/png"));
  by("json").addEventListener("click", () => save(`${stem()}.json`, new Blob([JSON.stringify(graph(), null, 1)], { type: "application/json" })));
  by("cite").addEventListener("click", async () => {
    const said = by("cited");
    said.value = citation();
    try {
      await navigator.clipboard.writeText(said.value);
      by("cite").textContent = "Copied";
      setTimeout(() => { by("cite").textContent = "Cite"; }, 1600);
    } catch (error) {
      // Some offices switch the clipboard off: then the text is there to be copied by hand.
      if (!(error instanceof DOMException)) throw error;
      by("citation").showModal();
      said.select();
    }
  });
  by("citation").addEventListener("close", () => by("cite").focus());

  Object.assign(window.tiegraph, { exports: { svg, png, graph, citation } });
})();
