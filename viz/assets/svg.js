"use strict";
// A drawing context that writes SVG: what paints the canvas paints this, with labels as text.
(() => {
  const escape = (text) => String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
  const short = (number) => String(Math.round(number * 100) / 100);
  const ruler = document.createElement("canvas").getContext("2d");
  const FONT = /^(?:(\w+) )??([\d.]+)px (.+)$/;

  class SvgContext {
    constructor() {
      this.parts = [];
      this.path = [];
      this.kept = [];
      this.state = { matrix: [1, 0, 0, 1, 0, 0], dash: [], fillStyle: "#000", strokeStyle: "#000", lineWidth: 1, globalAlpha: 1, font: "10px sans-serif", textAlign: "start", textBaseline: "alphabetic", lineJoin: "miter", lineCap: "butt" };
    }

    // transforms
    save() { this.kept.push({ ...this.state }); }
    restore() { if (this.kept.length) this.state = this.kept.pop(); }
    transform(a, b, c, d, e, f) {
      const [A, B, C, D, E, F] = this.state.matrix;
      this.state.matrix = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
    }
    translate(x, y) { this.transform(1, 0, 0, 1, x, y); }
    scale(x, y) { this.transform(x, 0, 0, y, 0, 0); }
    rotate(angle) { this.transform(Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0); }
    point(x, y) {
      const [a, b, c, d, e, f] = this.state.matrix;
      return `${short(a * x + c * y + e)} ${short(b * x + d * y + f)}`;
    }
    // The picture is only ever moved, turned and scaled alike in both directions.
    length(value) { return value * Math.hypot(this.state.matrix[0], this.state.matrix[1]); }

    // paths
    beginPath() { this.path = []; }
    moveTo(x, y) { this.path.push(`M${this.point(x, y)}`); }
    lineTo(x, y) { this.path.push(`${this.path.length ? "L" : "M"}${this.point(x, y)}`); }
    quadraticCurveTo(a, b, x, y) { this.path.push(`Q${this.point(a, b)} ${this.point(x, y)}`); }
    bezierCurveTo(a, b, c, d, x, y) { this.path.push(`C${this.point(a, b)} ${this.point(c, d)} ${this.point(x, y)}`); }
    closePath() { if (this.path.length) this.path.push("Z"); }
    rect(x, y, w, h) { this.moveTo(x, y); this.lineTo(x + w, y); this.lineTo(x + w, y + h); this.lineTo(x, y + h); this.closePath(); }
    roundRect(x, y, w, h, radius) {
      const r = Math.min(radius, w / 2, h / 2), to = short(this.length(r));
      const corner = (px, py) => this.path.push(`A${to} ${to} 0 0 1 ${this.point(px, py)}`);
      this.moveTo(x + r, y); this.lineTo(x + w - r, y); corner(x + w, y + r); this.lineTo(x + w, y + h - r); corner(x + w - r, y + h);
      this.lineTo(x + r, y + h); corner(x, y + h - r); this.lineTo(x, y + r); corner(x + r, y); this.closePath();
    }
    arc(x, y, r, from, to, back = false) {
      const radius = short(this.length(r)), turn = Math.PI * 2;
      const at = (angle) => this.point(x + r * Math.cos(angle), y + r * Math.sin(angle));
      let sweep = back ? from - to : to - from;
      sweep = Math.abs(sweep) >= turn ? turn : ((sweep % turn) + turn) % turn;
      this.path.push(`${this.path.length ? "L" : "M"}${at(from)}`);
      // An arc of SVG cannot go all the way round: two halves can.
      for (const part of [0.5, 1]) this.path.push(`A${radius} ${radius} 0 0 ${back ? 0 : 1} ${at(from + (back ? -1 : 1) * sweep * part)}`);
    }

    // paint
    opacity() { return this.state.globalAlpha < 1 ? ` opacity="${short(this.state.globalAlpha)}"` : ""; }
    pen() {
      const { strokeStyle, lineWidth, dash, lineJoin } = this.state;
      const dashes = dash.length ? ` stroke-dasharray="${dash.map((part) => short(this.length(part))).join(" ")}"` : "";
      return ` stroke="${escape(strokeStyle)}" stroke-width="${short(this.length(lineWidth))}"${dashes}${lineJoin === "round" ? ' stroke-linejoin="round"' : ""}`;
    }
    fill() { if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="${escape(this.state.fillStyle)}"${this.opacity()}/>`); }
    stroke() { if (this.path.length) this.parts.push(`<path d="${this.path.join("")}" fill="none"${this.pen()}${this.opacity()}/>`); }
    around(draw) { const before = this.path; this.path = []; draw(); this.path = before; }
    fillRect(x, y, w, h) { this.around(() => { this.rect(x, y, w, h); this.fill(); }); }
    strokeRect(x, y, w, h) { this.around(() => { this.rect(x, y, w, h); this.stroke(); }); }
    clearRect() {}
    setLineDash(dash) { this.state.dash = [...dash]; }
    getLineDash() { return [...this.state.dash]; }

    // text
    measureText(text) { ruler.font = this.state.font; return ruler.measureText(text); }
    text(text, x, y, paint) {
      const [, weight, size, family] = FONT.exec(this.state.font) || [null, "", "10", "sans-serif"];
      const { fontBoundingBoxAscent: up, fontBoundingBoxDescent: down } = this.measureText(text);
      // Not every program knows other baselines than the letters' own.
      const drop = { middle: (up - down) / 2, top: up, hanging: up, bottom: -down }[this.state.textBaseline] || 0;
      const anchor = { center: "middle", right: "end", end: "end" }[this.state.textAlign];
      const [a, b, c, d, e, f] = this.state.matrix.map(short);
      const place = [a, b, c, d].join() === "1,0,0,1" && e === "0" && f === "0" ? "" : ` transform="matrix(${a} ${b} ${c} ${d} ${e} ${f})"`;
      this.parts.push(`<text x="${short(x)}" y="${short(y + drop)}"${place} font-family="${escape(family)}" font-size="${size}"${weight ? ` font-weight="${escape(weight)}"` : ""}${anchor ? ` text-anchor="${anchor}"` : ""}${paint}${this.opacity()}>${escape(text)}</text>`);
    }
    fillText(text, x, y) { this.text(text, x, y, ` fill="${escape(this.state.fillStyle)}"`); }
    strokeText(text, x, y) {
      // The line is scaled with the letters.
      const { strokeStyle, lineWidth } = this.state;
      this.text(text, x, y, ` fill="none" stroke="${escape(strokeStyle)}" stroke-width="${short(lineWidth)}" stroke-linejoin="round"`);
    }
  }
  for (const name of ["fillStyle", "strokeStyle", "lineWidth", "globalAlpha", "font", "textAlign", "textBaseline", "lineJoin", "lineCap"]) {
    Object.defineProperty(SvgContext.prototype, name, { get() { return this.state[name]; }, set(value) { this.state[name] = value; } });
  }

  Object.assign(window.tiegraph, { SvgContext, xml: escape });
})();
