"use strict";
// A search over the rows of all tables of a page.
(() => {
  const input = document.getElementById("row-search"), said = document.getElementById("rows-found");
  const fold = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const rows = Array.from(document.querySelectorAll("tbody tr"), (row) => ({ row, text: fold(row.textContent) }));
  const find = () => {
    const words = fold(input.value).split(/\s+/).filter(Boolean);
    let found = 0;
    for (const { row, text } of rows) {
      row.hidden = !words.every((word) => text.includes(word));
      if (!row.hidden) found += 1;
    }
    said.textContent = words.length ? `${found} found` : "";
  };
  input.addEventListener("input", find);
  input.addEventListener("keydown", (event) => { if (event.key === "Escape") { input.value = ""; find(); } });
  addEventListener("keydown", (event) => {
    if (event.key === "/" && event.target !== input) { event.preventDefault(); input.focus(); }
  });
  document.getElementById("row-search-bar").hidden = false;
  // The browser keeps what was typed when one comes back.
  find();
})();
