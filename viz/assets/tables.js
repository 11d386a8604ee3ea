"use strict";
// Tables: sorting, the way into the picture, CSV.
(() => {
  const { el, save, stem } = window.tiegraph;

  const texts = (table) => Array.from(table.tBodies[0].rows, (row) => Array.from(row.cells, (cell) => ({ text: cell.textContent, number: cell.classList.contains("number") })));
  // A text that a spreadsheet would run as a formula is marked as text; numbers stay numbers.
  const csvCell = ({ text, number }) => {
    const safe = !number && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  for (const button of document.querySelectorAll("button.csv")) {
    const table = document.getElementById(`rows-${button.dataset.table}`);
    if (!table) continue;
    button.hidden = false;
    button.addEventListener("click", () => {
      const heads = Array.from(table.tHead.rows[0].cells, (cell) => ({ text: cell.dataset.name, number: false }));
      const lines = [heads, ...texts(table)].map((row) => row.map(csvCell).join(","));
      // The mark at the start tells spreadsheets that this is UTF-8.
      save(`${stem()}-${button.dataset.table}.csv`, new Blob([`\ufeff${lines.join("\r\n")}\r\n`], { type: "text/csv;charset=utf-8" }));
    });
  }

  const sort = (table, at, head) => {
    const down = head.getAttribute("aria-sort") === "ascending";
    for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    const key = (row) => row.cells[at].textContent;
    const rows = Array.from(table.tBodies[0].rows);
    // Empty cells come last either way.
    rows.sort((a, b) => (!key(a)) - (!key(b)) || (down ? -1 : 1) * key(a).localeCompare(key(b), "en", { numeric: true }));
    table.tBodies[0].append(...rows);
  };
  for (const table of document.querySelectorAll("table")) {
    Array.from(table.tHead.rows[0].cells).forEach((head, at) => {
      head.replaceChildren(el("button", { type: "button", onclick: () => sort(table, at, head) }, head.firstElementChild));
    });
  }

  for (const button of document.querySelectorAll("table .to-node")) {
    button.addEventListener("click", () => {
      document.querySelector(".picture").scrollIntoView({ block: "start" });
      window.tiegraph.select(Number(button.dataset.node), { read: false });
    });
  }
})();
